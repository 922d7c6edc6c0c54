// GMime 3 behind plain functions: one composer of MIME messages, and GLib's checksum.
//
// A message is built step by step and ends as bytes; the caller gives every string as UTF-8 that it
// has already searched for control characters. Nothing here keeps a pointer after its call returns.
#ifndef TENGGAT_CGMIME_H
#define TENGGAT_CGMIME_H

#include <gmime/gmime.h>
#include <string.h>

typedef struct {
    GMimeMessage *message;
    GMimeMultipart *alternatives;
    // Holds the attached files; stands around the alternatives when there are any.
    GMimeMultipart *mixed;
} cgmime_letter;

// Once per process, before anything else.
static inline void cgmime_start(void) {
    g_mime_init();
}

// Parts that a boundary stands between. One that has none when it is given its type is given one of the kernel's random
// bytes, for which GMime opens /dev/urandom.
static inline GMimeMultipart *cgmime_multipart(
    const char *subtype, const char *mark, const char *boundary) {
    char *own = g_strconcat(mark, boundary, NULL);
    GMimeContentType *type = g_mime_content_type_new("multipart", subtype);
    g_mime_content_type_set_parameter(type, "boundary", own);
    GMimeMultipart *multipart = (GMimeMultipart *)g_object_new(GMIME_TYPE_MULTIPART, NULL);
    g_mime_object_set_content_type(GMIME_OBJECT(multipart), type);
    g_object_unref(type);
    g_free(own);
    return multipart;
}

// The boundary must not occur in any body.
static inline cgmime_letter cgmime_new(const char *boundary) {
    cgmime_letter letter;
    letter.message = g_mime_message_new(FALSE);
    letter.alternatives = cgmime_multipart("alternative", "", boundary);
    letter.mixed = cgmime_multipart("mixed", "=-mixed-", boundary);
    return letter;
}

static inline void cgmime_free(cgmime_letter letter) {
    g_object_unref(letter.mixed);
    g_object_unref(letter.alternatives);
    g_object_unref(letter.message);
}

static inline void cgmime_add_mailbox(
    cgmime_letter letter, GMimeAddressType type, const char *name, const char *address) {
    InternetAddress *mailbox = internet_address_mailbox_new(name, address);
    // Else GMime writes what it can in ISO 8859-1.
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(letter.message, type), mailbox);
    g_object_unref(mailbox);
}

static inline void cgmime_set_subject(cgmime_letter letter, const char *subject) {
    g_mime_message_set_subject(letter.message, subject, "utf-8");
}

// A header's value as it is to stand there, folded with LF and without the last line end.
static inline void cgmime_set_raw(cgmime_letter letter, const char *name, const char *value) {
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(letter.message));
    if (g_mime_header_list_get_header(headers, name) == NULL)
        g_mime_header_list_set(headers, name, "", "utf-8");
    char *raw = g_strconcat(" ", value, "\n", NULL);
    g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), raw);
    g_free(raw);
}

// The moment in seconds of 1970, shown at the given offset from UTC.
static inline void cgmime_set_date(cgmime_letter letter, int64_t seconds, int32_t offset_seconds) {
    GDateTime *utc = g_date_time_new_from_unix_utc(seconds);
    if (utc == NULL) return;
    GTimeZone *zone = g_time_zone_new_offset(offset_seconds);
    GDateTime *date = g_date_time_to_timezone(utc, zone);
    g_mime_message_set_date(letter.message, date);
    g_date_time_unref(date);
    g_time_zone_unref(zone);
    g_date_time_unref(utc);
}

// Without angle brackets.
static inline void cgmime_set_message_id(cgmime_letter letter, const char *identifier) {
    g_mime_message_set_message_id(letter.message, identifier);
}

static inline void cgmime_add_header(cgmime_letter letter, const char *name, const char *value) {
    g_mime_object_append_header(GMIME_OBJECT(letter.message), name, value, "utf-8");
}

static inline void cgmime_set_content(GMimePart *part, const char *text) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(stream);
}

// One alternative; lines of `text` end in LF.
static inline GMimePart *cgmime_text_part(const char *subtype, const char *text) {
    GMimePart *part = g_mime_part_new_with_type("text", subtype);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    cgmime_set_content(part, text);
    GMimeContentEncoding best =
        g_mime_part_get_best_content_encoding(part, GMIME_ENCODING_CONSTRAINT_7BIT);
    if (best == GMIME_CONTENT_ENCODING_BASE64) {
        // Base64 hides line ends from the writer, which turns LF into CRLF in other encodings.
        char **lines = g_strsplit(text, "\n", -1);
        char *canonical = g_strjoinv("\r\n", lines);
        cgmime_set_content(part, canonical);
        g_free(canonical);
        g_strfreev(lines);
    }
    g_mime_part_set_content_encoding(part, best);
    return part;
}

// Adds one alternative, the plainest first.
static inline void cgmime_add_text(cgmime_letter letter, const char *subtype, const char *text) {
    GMimePart *part = cgmime_text_part(subtype, text);
    g_mime_multipart_add(letter.alternatives, GMIME_OBJECT(part));
    g_object_unref(part);
}

// Adds HTML with a picture that it shows as `cid:` and the identifier.
static inline void cgmime_add_html_with_picture(
    cgmime_letter letter, const char *html, const char *identifier, const char *subtype,
    const void *bytes, size_t count) {
    GMimeMultipart *related = cgmime_multipart(
        "related", "=-related-", g_mime_multipart_get_boundary(letter.alternatives));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(related), "type", "text/html");
    GMimePart *text = cgmime_text_part("html", html);
    g_mime_multipart_add(related, GMIME_OBJECT(text));
    g_object_unref(text);
    GMimePart *picture = g_mime_part_new_with_type("image", subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(picture, content);
    g_object_unref(content);
    g_object_unref(stream);
    g_mime_part_set_content_encoding(picture, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_part_set_content_id(picture, identifier);
    g_mime_object_set_disposition(GMIME_OBJECT(picture), GMIME_DISPOSITION_INLINE);
    g_mime_multipart_add(related, GMIME_OBJECT(picture));
    g_object_unref(picture);
    g_mime_multipart_add(letter.alternatives, GMIME_OBJECT(related));
    g_object_unref(related);
}

// Adds a file behind the bodies; its name as RFC 2231 writes what is not ASCII.
static inline void cgmime_attach(
    cgmime_letter letter, const char *name, const char *type, const char *subtype,
    const char *charset, const void *bytes, size_t count) {
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    if (charset != NULL)
        g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", charset);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(stream);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    GMimeParamList *parameters = g_mime_content_disposition_get_parameters(
        g_mime_object_get_content_disposition(GMIME_OBJECT(part)));
    g_mime_param_list_set_parameter(parameters, "filename", name);
    GMimeParam *filename = g_mime_param_list_get_parameter(parameters, "filename");
    g_mime_param_set_charset(filename, "utf-8");
    g_mime_param_set_encoding_method(filename, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    g_mime_multipart_add(letter.mixed, GMIME_OBJECT(part));
    g_object_unref(part);
}

// The message as RFC 5322 wants it, lines ending in CRLF. The caller frees it with g_free.
static inline char *cgmime_bytes(cgmime_letter letter, size_t *count) {
    GMimeObject *body = GMIME_OBJECT(letter.alternatives);
    if (g_mime_multipart_get_count(letter.mixed) > 0) {
        g_mime_multipart_insert(letter.mixed, 0, body);
        body = GMIME_OBJECT(letter.mixed);
    }
    g_mime_message_set_mime_part(letter.message, body);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(letter.message), options, stream);
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    *count = array->len;
    char *bytes = (char *)g_byte_array_free(array, FALSE);
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return bytes;
}

static inline void cgmime_free_bytes(char *bytes) {
    g_free(bytes);
}

// SHA-256 in lower-case hexadecimal. The caller frees it with cgmime_free_bytes.
static inline char *cgmime_sha256(const void *bytes, size_t count) {
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, count);
}

// HMAC-SHA256 (RFC 2104) in lower-case hexadecimal. The caller frees it with cgmime_free_bytes.
static inline char *cgmime_hmac_sha256(
    const void *key, size_t key_count, const void *bytes, size_t count) {
    return g_compute_hmac_for_data(
        G_CHECKSUM_SHA256, (const guchar *)key, key_count, (const guchar *)bytes, count);
}

#endif

// libcurl behind plain functions: Swift does not import C variadics, and curl_easy_setopt(3) and
// curl_easy_getinfo(3) are variadic. One function per kind of argument, nothing else.
#ifndef TENGGAT_CCURL_H
#define TENGGAT_CCURL_H

#include <curl/curl.h>

// Constants that are members of an enumeration in some releases and macros in others (curl 8.13, 8.2).
static const long ccurl_tls_none = CURLUSESSL_NONE;
static const long ccurl_tls_all = CURLUSESSL_ALL;
#if LIBCURL_VERSION_NUM >= 0x080200
static const CURLoption ccurl_recipients_may_fail = CURLOPT_MAIL_RCPT_ALLOWFAILS;
#else
static const CURLoption ccurl_recipients_may_fail = CURLOPT_MAIL_RCPT_ALLLOWFAILS;
#endif

static inline CURLcode ccurl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_ALL);
}

// libcurl copies the string.
static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// The list must outlive the transfer.
static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*ccurl_bytes_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_trace_function)(
    CURL *handle, curl_infotype type, char *bytes, size_t count, void *context);

// Whence the upload's bytes come.
static inline CURLcode ccurl_set_read(CURL *handle, ccurl_bytes_function function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, function);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_READDATA, context);
}

// Where an answer's body goes.
static inline CURLcode ccurl_set_write(CURL *handle, ccurl_bytes_function function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

// The body of a POST; libcurl copies it.
static inline CURLcode ccurl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

// Where the server's reply lines go.
static inline CURLcode ccurl_set_header(
    CURL *handle, ccurl_bytes_function function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

// Where the commands that are sent go; needs CURLOPT_VERBOSE.
static inline CURLcode ccurl_set_trace(CURL *handle, ccurl_trace_function function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
}

// Asked about once a second while a transfer lasts; ends it with another answer than 0.
static inline CURLcode ccurl_set_progress(
    CURL *handle, curl_xferinfo_callback function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

// The buffer holds CURL_ERROR_SIZE bytes and must outlive the transfer.
static inline CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

// libcurl keeps the string until the handle's next transfer.
static inline const char *ccurl_get_string(CURL *handle, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : NULL;
}

// The server's certificates, each a list of `Name:value`; the handle keeps them. Needs CURLOPT_CERTINFO.
static inline struct curl_certinfo *ccurl_certificates(CURL *handle) {
    struct curl_certinfo *found = NULL;
    return curl_easy_getinfo(handle, CURLINFO_CERTINFO, &found) == CURLE_OK ? found : NULL;
}

#endif

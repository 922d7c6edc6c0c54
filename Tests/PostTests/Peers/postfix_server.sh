#!/bin/sh
# A Postfix of its own in a folder, on a free port of the loopback; needs root. It puts mail for kantor.example into
# FOLDER/mail/NAME, and the next server refuses what is for gone.example, so that a
# bounce goes to the envelope's sender.
# postfix_server.sh FOLDER: prints the port, and ends with its standard input.
set -eu
folder=$1
umask 022
chmod 755 "$folder"
mkdir -p "$folder/etc" "$folder/queue" "$folder/data" "$folder/mail"
user=$(id -u postfix) group=$(id -g postfix)
chown postfix "$folder/data"
chown "$user:$group" "$folder/mail"
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
port=$(free_port)
# The next server on the way to gone.example, which refuses everybody.
sink=$(free_port)
smtp-sink -u postfix -f RCPT "127.0.0.1:$sink" 10 &
refuser=$!
cat > "$folder/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.kantor.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = kantor.example
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = inline:{ { tenggat@kantor.example = tenggat/ }, { sari@kantor.example = sari/ } }
virtual_minimum_uid = 1
virtual_uid_maps = static:$user
virtual_gid_maps = static:$group
transport_maps = inline:{ { gone.example = smtp:[127.0.0.1]:$sink } }
alias_maps =
maillog_file = $folder/log
maillog_file_prefixes = /
END
cat > "$folder/etc/master.cf" <<END
127.0.0.1:$port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
END
postfix -c "$folder/etc" start >&2
trap 'postfix -c "$folder/etc" abort >/dev/null 2>&1; kill $refuser' EXIT
echo "$port"
cat >/dev/null

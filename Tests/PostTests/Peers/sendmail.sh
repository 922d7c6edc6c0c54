#!/bin/sh
# Stands for sendmail(8): does what the file `body` says that lies beside the link by which it is called. Written for each
# test, it could not be run while a program started by another test still held it open.
. "${0%/*}/body"

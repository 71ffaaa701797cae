"""Says in one line what keeps Knotcare from starting here. Runs on any Python."""

import os
import socket
import sys
import tempfile


def refuse(reason):
    sys.exit("Knotcare can't start: " + reason)


def check_python():
    if sys.version_info < (3, 11):
        version = "%d.%d" % sys.version_info[:2]
        refuse(
            "it needs Python 3.11 or newer, and this is " + version + ". Name a newer "
            "one, like so: make run PYTHON=python3.12"
        )


def check_folder(folder):
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        refuse(
            "the folder " + folder + " can't be written. Make it writable, or move "
            "Knotcare to a folder of yours."
        )


def check_port(host, port):
    if not port.isdigit() or not 0 < int(port) < 65536:
        refuse("PORT must be a number from 1 to 65535, not " + port + ".")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), int(port), 0, socket.SOCK_STREAM
        )[0]
    except (socket.gaierror, UnicodeError):
        refuse("HOST names no address of this machine: " + host + ".")
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        refuse(
            "nothing can listen on "
            + host
            + ":"
            + port
            + " ("
            + str(error.strerror)
            + "). Choose another port, like so: make run PORT=8123"
        )
    finally:
        listener.close()


def main(arguments):
    check_python()
    check_folder(os.getcwd())
    check_folder(os.environ.get("DATA_DIR") or os.path.join(os.getcwd(), "var"))
    if arguments:
        check_port(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])

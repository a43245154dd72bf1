#!/usr/bin/env python3
"""Shows a folder once more as a disk on which nothing can be locked: disk_without_locks.py FOLDER PLACE

A FUSE file system, for trials that want the kernel's own answer and not that of a library. Needs
root, /dev/fuse and Python's mfusepy; ends when it is unmounted.
"""

import errno
import os
import sys

import mfusepy


class Disk(mfusepy.Operations):
    use_ns = True

    def __init__(self, root):
        self.root = root

    def at(self, path):
        return self.root + path

    def getattr(self, path, handle=None):
        status = os.lstat(self.at(path))
        names = ("mode", "nlink", "uid", "gid", "size", "ino")
        facts = {f"st_{name}": getattr(status, f"st_{name}") for name in names}
        return {**facts, **{f"st_{name}": getattr(status, f"st_{name}_ns")
                            for name in ("atime", "mtime", "ctime")}}

    def readdir(self, path, handle):
        return [".", "..", *os.listdir(self.at(path))]

    def mkdir(self, path, mode):
        return os.mkdir(self.at(path), mode)

    def rmdir(self, path):
        return os.rmdir(self.at(path))

    def unlink(self, path):
        return os.unlink(self.at(path))

    def rename(self, old, new):
        return os.rename(self.at(old), self.at(new))

    def chmod(self, path, mode):
        return os.chmod(self.at(path), mode)

    def truncate(self, path, length, handle=None):
        return os.truncate(self.at(path), length)

    def utimens(self, path, times=None):
        return os.utime(self.at(path), ns=times)

    def statfs(self, path):
        facts = os.statvfs(self.at(path))
        return {name: getattr(facts, name) for name in (
            "f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_files", "f_frsize", "f_namemax")}

    def create(self, path, mode, info=None):
        return os.open(self.at(path), os.O_RDWR | os.O_CREAT, mode)

    def open(self, path, flags):
        # The kernel has seen to what appends, and says where.
        return os.open(self.at(path), flags & ~os.O_APPEND)

    def read(self, path, size, offset, handle):
        return os.pread(handle, size, offset)

    def write(self, path, data, offset, handle):
        return os.pwrite(handle, data, offset)

    def flush(self, path, handle):
        return 0

    def fsync(self, path, whole, handle):
        return os.fsync(handle)

    def release(self, path, handle):
        return os.close(handle)

    def lock(self, path, handle, command, lock):
        raise OSError(errno.ENOLCK, "no locks")


if __name__ == "__main__":
    mfusepy.FUSE(Disk(os.path.abspath(sys.argv[1])), sys.argv[2], foreground=True, nothreads=True)

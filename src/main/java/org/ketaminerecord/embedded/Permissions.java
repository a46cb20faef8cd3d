package org.ketaminerecord.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Owners and modes of files, on platforms that have them. */
final class Permissions {

    private Permissions() {
    }

    /** Sets a mode such as {@code rwxr-xr-x}, whatever the process's umask is. */
    static void set(Path path, String mode) throws IOException {
        if (!Platform.CURRENT.windows()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    /** The number of the account that owns a file. */
    static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    /** The number of the group of a file. */
    static int group(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid");
    }

    /** Gives a file away; only root may. */
    static void own(Path path, int user, int group) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
        Files.setAttribute(path, "unix:gid", group);
    }
}

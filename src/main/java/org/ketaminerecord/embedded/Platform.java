package org.ketaminerecord.embedded;

import java.util.Locale;

/**
 * The machine, in the names that the PostgreSQL archives carry.
 *
 * @param system       {@code linux}, {@code darwin} or {@code windows}
 * @param architecture {@code x86_64}, {@code arm_64}, ...
 */
record Platform(String system, String architecture) {

    static final Platform CURRENT = of(System.getProperty("os.name"), System.getProperty("os.arch"));

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : os;
        String architecture = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return new Platform(system, architecture);
    }

    boolean windows() {
        return system.equals("windows");
    }

    /** The file name of a program. */
    String program(String name) {
        return windows() ? name + ".exe" : name;
    }

    /** Where the archive with PostgreSQL's programs is on the classpath. */
    String archive() {
        return "postgres-" + system + "-" + architecture + ".txz";
    }
}

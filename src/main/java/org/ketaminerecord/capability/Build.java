package org.ketaminerecord.capability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The build that is running, as Maven wrote it down.
 *
 * @param version the project's
 * @param time    a FHIR dateTime
 */
public record Build(String version, String time) {

    /** The build that is running. */
    public static Build current() {
        Properties written = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            written.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(written.getProperty("version"), written.getProperty("time"));
    }
}

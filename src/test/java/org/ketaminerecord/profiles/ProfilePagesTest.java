package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages say what the package says. */
class ProfilePagesTest {

    @Test
    void the_pages_are_those_of_the_package() throws IOException {
        TreeMap<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(ProfilePages.TARGET)) {
            for (Path file : files.toList()) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        TreeMap<String, String> made = new ProfilePages().pages();
        assertEquals(made.keySet(), kept.keySet());
        made.forEach((name, text) -> assertEquals(text, kept.get(name), () -> name + " is old: run ProfilePages and commit"));
    }
}

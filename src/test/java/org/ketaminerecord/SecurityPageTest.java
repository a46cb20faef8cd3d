package org.ketaminerecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names a test for what it says, or says that there is none yet. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("docs", "security.md");

    @Test
    void every_threat_has_a_test_that_is_there_or_is_said_to_have_none() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".java")).map(f -> f.substring(0, f.length() - 5))
                    .collect(Collectors.toSet());
        }
        Set<String> missing = new TreeSet<>();
        Set<String> unproved = new TreeSet<>();
        int rows = 0;
        for (String line : Files.readString(PAGE).split("## Limits")[0].lines().filter(l -> l.startsWith("| ") && !l.startsWith("| **")).toList()) {
            String[] cells = line.split("\\|");
            if (cells.length == 4 && !cells[3].isBlank() && !cells[3].strip().equals("test")) {
                rows++;
                Matcher named = Pattern.compile("`([A-Za-z]+(?:Test|IT))`").matcher(cells[3]);
                boolean any = false;
                while (named.find()) {
                    any = true;
                    if (!tests.contains(named.group(1))) {
                        missing.add(named.group(1));
                    }
                }
                if (!any && !cells[3].contains("not yet")) {
                    unproved.add(cells[1].strip());
                }
            }
        }
        assertEquals(Set.of(), missing);
        assertEquals(Set.of(), unproved);
        assertTrue(rows > 30, rows + " rows");
    }
}

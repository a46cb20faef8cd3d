package org.ketaminerecord.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketaminerecord.fixture.Fhir;

/** docs/integrators.md is true: its commands give the answers that stand under them, and its class is one that runs. */
@QuarkusTest
class IntegratorsPageTest {

    private static final Path PAGE = Path.of("docs/integrators.md");
    private static final Path CLASS = Path.of("src/test/java/org/ketaminerecord/integrators/FirstScore.java");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```\n```\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void each_command_gives_the_answer_that_stands_under_it() throws IOException, InterruptedException {
        assumeTrue(runs("curl", "--version") && runs("bash", "-c", "true"), "there is no curl or no bash here");
        Matcher block = COMMANDS.matcher(Files.readString(PAGE));
        int blocks = 0;
        while (block.find()) {
            blocks++;
            String said = run("bash", "-e", "-c", block.group(1).replace("http://localhost:8080/fhir", Fhir.base()));
            int from = 0;
            for (String line : block.group(2).split("\n")) {
                String expected = line.trim();
                if (expected.equals("...")) {
                    continue;
                }
                int at = said.indexOf(expected, from);
                assertTrue(at >= 0, () -> "not there, or not in this order: " + expected + "\nin " + said);
                from = at + expected.length();
            }
        }
        assertEquals(6, blocks);
    }

    @Test
    void the_class_is_the_one_that_runs() throws IOException {
        assertEquals(Files.readString(CLASS), block("java"), "docs/integrators.md shows another text than " + CLASS);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FirstScore.main(new String[] {Fhir.base()});
        } finally {
            System.setOut(out);
        }
        StringBuilder lines = new StringBuilder();
        printed.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("error ") || l.startsWith("refused") || l.startsWith("stored"))
                .forEach(l -> lines.append(l).append('\n'));
        assertEquals(block("text"), lines.toString());
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```\n", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertTrue(block.find());
        return block.group(1);
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            run(command);
            return true;
        } catch (IOException | AssertionError no) {
            return false;
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}

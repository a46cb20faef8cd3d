package org.ketaminerecord.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {

    private static final long LONGEST_MINUTES = 15;

    /** How it ended, and what it wrote, errors included. */
    record Result(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    private Command() {
    }

    static Result run(List<String> line) {
        return run(line, "");
    }

    /**
     * Runs a program.
     *
     * <p>Input and output are files and not pipes: a server that the program leaves running would keep a pipe open,
     * and reading it would never end.
     */
    static Result run(List<String> line, String input) {
        try {
            Path output = Files.createTempFile("ktr", ".out");
            Path in = Files.createTempFile("ktr", ".in");
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(line)
                        .directory(output.getParent().toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(output.toFile())
                        .redirectErrorStream(true);
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    return new Result(-1, line.getFirst() + " did not end within " + LONGEST_MINUTES + " minutes");
                }
                return new Result(process.exitValue(), new String(Files.readAllBytes(output),
                        StandardCharsets.UTF_8).strip());
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(in);
            }
        } catch (IOException e) {
            return new Result(-1, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }
}

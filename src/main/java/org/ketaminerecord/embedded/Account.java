package org.ketaminerecord.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL's programs. PostgreSQL refuses to be root; a server that is root therefore runs it as the owner
 * of the data, and for new data as the owner of the folder around it, {@code postgres} or {@code nobody}.
 *
 * @param name    for the log
 * @param command what stands before each program's command line
 * @param version what the program said of itself when this was tried
 */
record Account(String name, List<String> command, String version) {

    private static final boolean ROOT = detectRoot();

    private record User(String name, int uid, int gid) {
    }

    /** Whether this process is root. */
    static boolean isRoot() {
        return ROOT;
    }

    private static boolean detectRoot() {
        if (Platform.CURRENT.windows()) {
            return false;
        }
        try {
            Path mine = Files.createTempFile("ktr", null);
            try {
                return Permissions.owner(mine) == 0;
            } finally {
                Files.delete(mine);
            }
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /**
     * The account for the data in a folder, tried out: it can write there and run the program.
     *
     * @param data an existing folder; a new one is given to the account
     */
    static Account of(Path data, Binaries binaries) throws IOException {
        Path postgres = binaries.program("postgres");
        if (Platform.CURRENT.windows()) {
            return new Account(System.getProperty("user.name"), List.of(),
                    Command.run(List.of(postgres.toString(), "--version")).output());
        }
        if (!isRoot()) {
            Command.Result tried = tryOut(List.of(), data, postgres);
            if (!tried.succeeded()) {
                throw new EmbeddedFailure("The account " + System.getProperty("user.name")
                        + " cannot run PostgreSQL on " + data + ", which belongs to "
                        + Files.getOwner(data).getName() + " (" + tried.output()
                        + "). Start the server as that account, or set ktr.embedded.dir to another folder.");
            }
            return new Account(System.getProperty("user.name"), List.of(), tried.output());
        }
        return insteadOfRoot(data, postgres);
    }

    private static Account insteadOfRoot(Path data, Path postgres) throws IOException {
        boolean empty = isEmpty(data);
        User user = empty ? userForNew(data) : new User(null, Permissions.owner(data), Permissions.group(data));
        List<String> failures = new ArrayList<>();
        if (user.uid() != 0) {
            if (empty) {
                Permissions.own(data, user.uid(), user.gid());
            }
            for (List<String> command : waysToBe(user)) {
                Command.Result tried = tryOut(command, data, postgres);
                if (tried.succeeded()) {
                    return new Account(Files.getOwner(data).getName(), command, tried.output());
                }
                failures.add(command.getFirst() + ": " + tried.output());
            }
        }
        // In a user namespace of its own root is nobody to the program and still root to the files.
        if (empty || user.uid() == 0) {
            Permissions.own(data, 0, 0);
            List<String> command = List.of("unshare", "-U");
            Command.Result tried = tryOut(command, data, postgres);
            if (tried.succeeded()) {
                return new Account("root in a user namespace", command, tried.output());
            }
            failures.add("unshare: " + tried.output());
        }
        throw new EmbeddedFailure("PostgreSQL must not run as root, and no way was found to run it as another account"
                + " on " + data + " (" + String.join("; ", failures)
                + "). Start the server as an ordinary account, or set quarkus.datasource.jdbc.url to a PostgreSQL"
                + " of your own.");
    }

    /**
     * The ways to become a user. The second and third let it through folders that are closed to it, such as
     * {@code /root}; containers commonly keep only the third of these rights.
     */
    private static List<List<String>> waysToBe(User user) {
        List<String> setpriv = List.of("setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups");
        List<List<String>> ways = new ArrayList<>();
        ways.add(setpriv);
        for (String right : List.of("dac_read_search", "dac_override")) {
            List<String> way = new ArrayList<>(setpriv);
            way.add("--inh-caps=+" + right);
            way.add("--ambient-caps=+" + right);
            ways.add(List.copyOf(way));
        }
        if (user.name() != null) {
            ways.add(List.of("runuser", "-u", user.name(), "--"));
        }
        return ways;
    }

    private static Command.Result tryOut(List<String> command, Path data, Path postgres) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("sh", "-c",
                "test \"$(id -u)\" != 0 && cd \"$1\" && test -O . && test -w . && exec \"$2\" --version",
                "sh", data.toString(), postgres.toString()));
        return Command.run(line);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static User userForNew(Path data) throws IOException {
        for (Path around = data.getParent(); around != null; around = around.getParent()) {
            int owner = Permissions.owner(around);
            if (owner != 0) {
                return new User(null, owner, Permissions.group(around));
            }
        }
        return known("postgres").or(() -> known("nobody")).orElse(new User(null, 65534, 65534));
    }

    private static Optional<User> known(String name) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .map(fields -> new User(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .filter(user -> user.uid() > 0)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

}

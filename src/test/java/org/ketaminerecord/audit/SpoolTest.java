package org.ketaminerecord.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was added to a spool is there for the next who takes the folder, up to the record that was cut off. */
class SpoolTest {

    @TempDir
    Path folder;

    private static byte[] record(int n) {
        return EventBytes.write(event("read" + n));
    }

    private static Event event(String id) {
        return new Event(Event.nextId(), Kind.VREAD, null, 403, new Event.Who("https://login.example", "s", null, "Practitioner/1", "TREAT,ETREAT"),
                new Origin("127.0.0.1", "r", "GET", "Observation/" + id + "\0", UUID.randomUUID()), "Observation", id, 3, "said: \u00e4\ud83d\ude00",
                new long[] {1, -2, Long.MAX_VALUE}, 2,
                List.of("Patient/1"));
    }

    private List<byte[]> left() throws IOException {
        Spool spool = Spool.open(folder);
        List<byte[]> all = new ArrayList<>();
        spool.left(new ArrayList<>()).forEach(all::addAll);
        spool.close();
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> p.toString().endsWith(".spool")).sorted().toList();
        }
    }

    @Test
    void records_are_there_after_the_end_of_a_process_that_did_not_close_anything() throws IOException {
        Spool killed = Spool.open(folder);
        killed.left(new ArrayList<>());
        killed.add(record(1));
        killed.add(record(2));
        Path copy = folder.resolve("after-kill");
        Files.createDirectories(copy);
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        Spool next = Spool.open(copy);
        List<List<byte[]>> left = next.left(new ArrayList<>());
        assertEquals(1, left.size());
        assertEquals("read1", EventBytes.read(left.getFirst().get(0)).resource());
        assertEquals("read2", EventBytes.read(left.getFirst().get(1)).resource());
        next.close();
        killed.close();
    }

    @Test
    void a_record_that_was_cut_off_or_changed_ends_its_file() throws IOException {
        Spool spool = Spool.open(folder);
        spool.left(new ArrayList<>());
        spool.add(record(1));
        spool.add(record(2));
        spool.close();
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length; length >= 0; length--) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            int expected = length == whole.length ? 2 : length >= whole.length / 2 ? 1 : 0;
            assertEquals(expected, left().size(), "cut at " + length);
        }
        byte[] changed = whole.clone();
        changed[whole.length - 1] ^= 1;
        Files.write(file, changed);
        assertEquals(1, left().size());
        byte[] zeros = java.util.Arrays.copyOf(whole, whole.length + 100);
        Files.write(file, zeros);
        assertEquals(2, left().size());
    }

    @Test
    void what_was_taken_over_is_thrown_away_here() throws IOException {
        Spool spool = Spool.open(folder);
        spool.left(new ArrayList<>());
        spool.add(record(1));
        spool.close();
        Spool next = Spool.open(folder);
        assertEquals(1, next.left(new ArrayList<>()).size());
        next.discard();
        next.close();
        assertEquals(0, files().size());
        assertEquals(List.of(), left());
    }

    @Test
    void a_folder_is_one_process_own() throws IOException {
        Spool spool = Spool.open(folder);
        assertNull(Spool.open(folder));
        spool.close();
        Spool next = Spool.open(folder);
        assertNotNull(next);
        next.close();
    }

    @Test
    void a_file_goes_when_all_of_it_is_in_the_database_and_not_before() throws IOException {
        Spool spool = Spool.open(folder);
        List<Spool.Segment> of = new ArrayList<>();
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < 6; i++) {
            of.add(spool.add(large));
        }
        assertEquals(2, files().size(), "a file has some four megabytes");
        for (int i = 0; i < 3; i++) {
            spool.done(of.get(i));
        }
        assertEquals(2, files().size());
        spool.done(of.get(3));
        assertEquals(1, files().size());
        spool.done(of.get(4));
        spool.done(of.get(5));
        assertEquals(0, files().size());
        assertEquals(0, spool.size());
        spool.done(spool.add(new byte[] {1}));
        assertEquals(1, files().size(), "a small one is kept for what comes");
        spool.close();
        assertEquals(0, files().size());
    }

    @Test
    void an_event_is_the_same_after_the_spool() throws IOException {
        Event before = event("x");
        Event after = EventBytes.read(EventBytes.write(before));
        assertEquals(before.id(), after.id());
        assertEquals(before.kind(), after.kind());
        assertEquals(before.who(), after.who());
        assertEquals(before.origin().within(), after.origin().within());
        assertEquals("Observation/x?", after.origin().request(), "PostgreSQL takes no NUL");
        assertArrayEquals(before.shown(), after.shown());
        assertEquals(List.of(before.type(), before.resource(), before.said(), before.named(), before.version(), before.older(), before.status()),
                List.of(after.type(), after.resource(), after.said(), after.named(), after.version(), after.older(), after.status()));
        assertThrows(IOException.class, () -> EventBytes.read(new byte[] {99}));
    }
}

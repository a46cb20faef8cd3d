package org.ketaminerecord.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** A question that takes too long ({@code ktr.search.timeout}) is ended, says so, and gives its connection back. */
@QuarkusTest
class SearchTimeoutTest {

    /** More than there are connections (quarkus.datasource.jdbc.max-size). */
    private static final int QUESTIONS = 24;

    @Inject
    DataSource source;

    @Test
    void an_expensive_question_is_ended_and_its_connection_serves_others() {
        Database impatient = new Database(source, Duration.ofSeconds(1));
        List<Fault> faults = Client.together(QUESTIONS, i -> assertThrows(Fault.class,
                () -> impatient.read(session -> session.search("SELECT pg_sleep(60)", List.of(), true, row -> 1))));
        for (Fault fault : faults) {
            assertEquals(Reason.UNAVAILABLE, fault.reason());
            assertEquals(IssueType.TOO_COSTLY, fault.issues().getFirst().type());
            assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
            assertTrue(fault.issues().getFirst().diagnostics().contains("ktr.search.timeout"), fault.issues().getFirst().diagnostics());
        }
        List<Integer> after = Client.together(QUESTIONS, i -> impatient.read(session -> session.query("SELECT 1 FROM pg_sleep(0.1)", List.of(), row -> row.getInt(1))).getFirst());
        assertEquals(QUESTIONS, after.size());
    }

    @Test
    void a_server_that_starts_again_signs_cursors_with_the_same_key() {
        Database database = new Database(source, Duration.ofSeconds(30));
        assertEquals(List.of(bytes(new Installation(database))), List.of(bytes(new Installation(new Database(source, Duration.ofSeconds(30))))));
    }

    private static java.nio.ByteBuffer bytes(Installation installation) {
        return java.nio.ByteBuffer.wrap(installation.cursorKey());
    }
}

package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Severity;

/** What the validator has to say of a resource, written as JSON with single quotes. */
final class Judged {

    private final List<Finding> findings;

    private Judged(List<Finding> findings) {
        this.findings = findings;
    }

    static Judged of(String json) {
        return new Judged(OwnPackageTest.VALIDATOR.check(JsonReader.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), List.of()));
    }

    /** No error, and nothing said by a rule of R4's pages. */
    void isRight() {
        assertEquals(List.of(), findings.stream().filter(f -> f.severity() == Severity.ERROR || ofPage(f)).toList());
    }

    /** One error and no more: by this rule, at this element, with these words. */
    void isWrong(String rule, String expression, String words) {
        has(Severity.ERROR, rule, expression, words);
    }

    /** One warning by a rule of R4's pages, and no error. */
    void isWarned(String rule, String expression, String words) {
        has(Severity.WARNING, rule, expression, words);
    }

    private void has(Severity severity, String rule, String expression, String words) {
        List<Finding> told = findings.stream().filter(f -> f.severity() == Severity.ERROR || severity == f.severity() && ofPage(f)).toList();
        assertEquals(1, told.size(), told.toString());
        Finding one = told.getFirst();
        assertEquals(severity + " " + rule + " " + expression, one.severity() + " " + one.rule() + " " + one.expression());
        assertTrue(one.diagnostics().contains(words), one.diagnostics());
    }

    private static boolean ofPage(Finding f) {
        return f.rule() != null && f.rule().matches("[a-z-]+\\.html.*");
    }
}

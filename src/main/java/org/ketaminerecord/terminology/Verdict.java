package org.ketaminerecord.terminology;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketaminerecord.outcome.Issue;

/**
 * What is judged of a coded value.
 *
 * @param result  whether it is valid
 * @param display the text that its system gives it, or null
 * @param issues  why it is not; or, of a valid one, what is to be said all the same
 * @param open    true when whether the system has the code is not known here, though the value set would have it
 */
public record Verdict(boolean result, String display, List<Issue> issues, boolean open) {

    /** All that is said, as one text; null when nothing is. */
    public String message() {
        return issues.isEmpty() ? null : issues.stream().map(Issue::diagnostics).collect(Collectors.joining(" "));
    }

    /** The same with one more remark. */
    public Verdict remark(Issue remark) {
        return new Verdict(result, display, Stream.concat(issues.stream(), Stream.of(remark)).toList(), open);
    }
}

package org.ketaminerecord.validation;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;

/**
 * The issues found so far. A path is put together backwards while the walk returns from the place of the fault, so
 * that a valid resource pays nothing for paths.
 */
final class Findings {

    static final int MOST = 50;

    private static final class Finding {
        private final IssueType type;
        private final FaultCode code;
        private final String diagnostics;
        private String path;

        Finding(IssueType type, FaultCode code, String path, String diagnostics) {
            this.type = type;
            this.code = code;
            this.path = path;
            this.diagnostics = diagnostics;
        }
    }

    private List<Finding> list = List.of();
    private int count;

    int count() {
        return count;
    }

    boolean full() {
        return count >= MOST;
    }

    /** Adds an issue at the element the walk is at. */
    void add(IssueType type, FaultCode code, String diagnostics) {
        add(type, code, "", diagnostics);
    }

    /** Adds an issue at an element below the one the walk is at. */
    void add(IssueType type, FaultCode code, String path, String diagnostics) {
        if (full()) {
            return;
        }
        if (count == 0) {
            list = new ArrayList<>();
        }
        list.add(new Finding(type, code, path, diagnostics));
        count++;
    }

    /** Says that the issues from one on were found below an element. */
    void within(int from, String segment) {
        for (int i = from; i < count; i++) {
            Finding f = list.get(i);
            f.path = f.path.isEmpty() ? segment : segment + '.' + f.path;
        }
    }

    List<Issue> issues() {
        return list.stream().map(f -> Issue.error(f.type, f.code, f.diagnostics, f.path)).toList();
    }
}

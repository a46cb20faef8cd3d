package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;

/** What was found so far; the same thing is not said twice of one element. */
final class Findings {

    /** No more than these of each severity are told of one resource or bundle, so that warnings never take the place of an error. */
    static final int MOST = 500;

    private record Said(String expression, FaultCode code, String rule) {
    }

    private final List<Finding> all = new ArrayList<>();
    private final Set<Said> said = new HashSet<>();
    private final int[] counts = new int[Severity.values().length];

    void error(Place place, String below, IssueType type, FaultCode code, String rule, Profile profile, String diagnostics) {
        add(Severity.ERROR, place, below, type, code, rule, profile, diagnostics);
    }

    void warning(Place place, String below, IssueType type, FaultCode code, String rule, Profile profile, String diagnostics) {
        add(Severity.WARNING, place, below, type, code, rule, profile, diagnostics);
    }

    void add(Severity severity, Place place, String below, IssueType type, FaultCode code, String rule, Profile profile, String diagnostics) {
        if (counts[severity.ordinal()] >= MOST) {
            return;
        }
        String expression = Paths.of(place) + (below.isEmpty() ? "" : "." + below);
        if (said.add(new Said(expression, code, rule))) {
            all.add(new Finding(severity, type, code, expression, diagnostics, rule, profile == null ? null : profile.asks()));
            counts[severity.ordinal()]++;
        }
    }

    /** True when an error was added. */
    boolean failed() {
        return counts[Severity.ERROR.ordinal()] > 0;
    }

    List<Finding> all() {
        return all;
    }
}

package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.TokenParameter;

/**
 * Which index a search walks along. A page must come out of one index range in the order of that index; only where no
 * index gives the order are all matches sorted.
 */
sealed interface Driver {

    /** What the driver does not answer by itself. */
    List<Match> rest();

    /** {@code code_index}: one code, of one patient or of all, by date. */
    record ChartCode(TokenParameter.Tokens code, Match.References patient, List<Match> rest) implements Driver {
    }

    /** {@code token_index}: one token, by number of the resource. */
    record Token(TokenParameter.Tokens token, List<Match> rest) implements Driver {
    }

    /** {@code resource}: one patient's chart, by date. */
    record Chart(Match.References patient, List<Match> rest) implements Driver {
    }

    /** {@code resource}: all of the type, by id. */
    record WholeType(List<Match> rest) implements Driver {
    }

    /** Whatever PostgreSQL finds best; matches are sorted. */
    record Planner(List<Match> rest) implements Driver {
    }

    /** Chooses the driver of a request. */
    static Driver of(SearchRequest request) {
        List<Match> matches = request.matches();
        Match.References patient = null;
        TokenParameter.Tokens code = null;
        TokenParameter.Tokens token = null;
        for (Match m : matches) {
            if (patient == null && m instanceof Match.References r && onePatient(r)) {
                patient = r;
            } else if (m instanceof TokenParameter.Tokens t && oneToken(t)) {
                if (code == null && t.parameter().place() == Place.CHART_CODE) {
                    code = t;
                } else if (token == null && t.parameter().place() == Place.INDEX && t.anyOf().getFirst().system() != null) {
                    token = t;
                }
            }
        }
        boolean unsorted = request.sort().isEmpty();
        if (code != null && (unsorted || byClinicalDate(request.sort())) && (patient != null || matches.size() == 1)) {
            return new ChartCode(code, patient, without(matches, code, patient));
        }
        if (patient != null && (unsorted || byClinicalDate(request.sort()))) {
            return new Chart(patient, without(matches, patient, null));
        }
        if (token != null && unsorted && matches.size() == 1) {
            return new Token(token, List.of());
        }
        return matches.isEmpty() && unsorted ? new WholeType(matches) : new Planner(matches);
    }

    private static boolean onePatient(Match.References r) {
        return r.parameter().patientColumn() && r.anyOf().size() == 1
                && r.anyOf().getFirst() instanceof ReferenceParameter.Target.Local l && l.types().equals(List.of("Patient"));
    }

    private static boolean oneToken(TokenParameter.Tokens t) {
        return !t.negated() && t.texts().isEmpty() && t.anyOf().size() == 1 && t.anyOf().getFirst().code() != null;
    }

    private static boolean byClinicalDate(List<SortKey> sort) {
        return sort.size() == 1 && sort.getFirst().parameter().place() == RegisteredParameter.Place.CLINICAL_DATE;
    }

    private static List<Match> without(List<Match> matches, Match one, Match other) {
        List<Match> rest = new ArrayList<>();
        for (Match m : matches) {
            if (m != one && m != other) {
                rest.add(m);
            }
        }
        return rest;
    }
}

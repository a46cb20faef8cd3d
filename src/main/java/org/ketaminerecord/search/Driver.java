package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.parameter.CompositeParameter;
import org.ketaminerecord.search.parameter.ListMembers;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.Prefix;
import org.ketaminerecord.search.parameter.QuantityParameter;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.StringParameter;
import org.ketaminerecord.search.parameter.TokenParameter;
import org.ketaminerecord.search.parameter.UriParameter;

/**
 * Which index a search walks along. A page must come out of one index range in the order of that index; only where no
 * index gives the order are all matches sorted. Every driver but {@link Planner} fixes where PostgreSQL begins; the other
 * conditions are then looked up resource by resource.
 */
sealed interface Driver {

    /** What the driver does not answer by itself. */
    List<Match> rest();

    /**
     * {@code code_index}: one code, of one patient or of all, by date.
     *
     * @param patient the patient, or null
     * @param dates   conditions on the clinical date, which the index has too
     */
    record ChartCode(TokenParameter.Tokens code, Match.References patient, List<Match.Dates> dates, List<Match> rest) implements Driver {
    }

    /** {@code composite_index}: one code by the number that belongs to it. */
    record CodeAndNumber(CompositeParameter.Pairs pair, List<Match> rest) implements Driver {
    }

    /** {@code token_index}: one token, by number of the resource. */
    record Token(TokenParameter.Tokens token, List<Match> rest) implements Driver {
    }

    /** {@code resource}: one patient's chart, by date. */
    record Chart(Match.References patient, List<Match> rest) implements Driver {
    }

    /** {@code resource} and {@code compartment_index}: a patient's compartment, by type and date, or one code of one type in it by date. */
    record Compartment(Match.InCompartment patient, TokenParameter.Tokens code, List<Match.Dates> dates, List<Match> rest) implements Driver {
    }

    /** {@code resource}: the charts of the patients that a chain leads to. */
    record Charts(Match.Chained patients, List<Match> rest) implements Driver {
    }

    /** The rows of one condition that selects few resources: an identifier, a name, a reference, an id, a birth date. */
    record Selective(Match match, List<Match> rest) implements Driver {
    }

    /** {@code string_index}: the beginning of one text, by the text. */
    record Text(StringParameter.Strings text, List<Match> rest) implements Driver {
    }

    /** {@code resource}: one type by its clinical date. */
    record Dated(List<Match.Dates> dates) implements Driver {

        @Override
        public List<Match> rest() {
            return List.of();
        }
    }

    /** {@code resource}: one type by when it was last written. */
    record Updated(Match.Dates updated) implements Driver {

        @Override
        public List<Match> rest() {
            return List.of();
        }
    }

    /** {@code resource}: all of the type or types, by type and id. */
    record WholeType(List<Match> rest) implements Driver {
    }

    /** Whatever PostgreSQL finds best; matches are sorted. */
    record Planner(List<Match> rest) implements Driver {
    }

    /** True when it leaves PostgreSQL no choice, so that the plan may be kept. */
    default boolean settled() {
        return !(this instanceof Planner);
    }

    /** The column of the clinical date in the rows that drive. */
    default String dateColumn() {
        return switch (this) {
            case ChartCode d -> "d.low";
            case Compartment d -> "d.low";
            case Dated d -> "d.low";
            case CodeAndNumber d -> "r.low";
            case Token d -> "r.low";
            case Text d -> "r.low";
            case Chart d -> "r.low";
            case Charts d -> "r.low";
            case Selective d -> "r.low";
            case Updated d -> "r.low";
            case WholeType d -> "r.low";
            case Planner d -> "r.low";
        };
    }

    /** Chooses the driver of a request. */
    static Driver of(SearchRequest request) {
        List<Match> matches = request.matches();
        boolean unsorted = request.sort().isEmpty();
        boolean dated = unsorted || byClinicalDate(request.sort());
        List<Match.Dates> dates = clinicalDates(matches);
        Match.References patient = first(matches, Match.References.class, Driver::onePatient);
        TokenParameter.Tokens code = first(matches, TokenParameter.Tokens.class, t -> oneToken(t) && t.parameter().place() == Place.CHART_CODE);
        Match.InCompartment compartment = first(matches, Match.InCompartment.class, c -> c.type().equals("Patient"));
        if (compartment != null) {
            return compartment(request, compartment, patient == null && request.scope().single() && dated ? code : null);
        }
        if (code != null && dated) {
            List<Match> rest = without(matches, code, patient);
            rest.removeAll(dates);
            if (patient != null || rest.isEmpty()) {
                return new ChartCode(code, patient, dates, rest);
            }
        }
        if (patient != null && dated) {
            return new Chart(patient, without(matches, patient, null));
        }
        Match.Chained charts = first(matches, Match.Chained.class, c -> c.parameter().patientColumn() && c.targetType().equals("Patient"));
        if (charts != null) {
            return new Charts(charts, without(matches, charts, null));
        }
        Match selective = selective(matches);
        if (selective instanceof StringParameter.Strings text && unsorted && request.scope().single() && text.oneRange()) {
            return new Text(text, without(matches, text, null));
        }
        if (selective != null) {
            return new Selective(selective, without(matches, selective, null));
        }
        if (code != null && unsorted) {
            QuantityParameter.Quantities quantity = first(matches, QuantityParameter.Quantities.class, q -> q.anyOf().size() == 1);
            CompositeParameter.Pairs pair = quantity == null ? null : request.pairing().apply(code, quantity);
            if (pair != null) {
                return new CodeAndNumber(pair, without(matches, code, quantity));
            }
        }
        CompositeParameter.Pairs pairs = first(matches, CompositeParameter.Pairs.class, CompositeParameter.Pairs::oneNumber);
        if (pairs != null && unsorted && request.scope().single()) {
            return new CodeAndNumber(pairs, without(matches, pairs, null));
        }
        TokenParameter.Tokens token = first(matches, TokenParameter.Tokens.class,
                t -> oneToken(t) && t.parameter().place() == Place.INDEX && t.anyOf().getFirst().system() != null);
        if (token != null && unsorted && matches.size() == 1) {
            return new Token(token, List.of());
        }
        if (request.scope().single() && dated && !matches.isEmpty() && dates.size() == matches.size() && dates.stream().allMatch(Driver::oneRange)) {
            return new Dated(dates);
        }
        if (request.scope().single() && unsorted && matches.size() == 1 && matches.getFirst() instanceof Match.Dates d && oneRange(d)
                && d.parameter().place() == Place.ROW) {
            return new Updated(d);
        }
        return matches.isEmpty() && unsorted ? new WholeType(matches) : new Planner(matches);
    }

    private static Driver compartment(SearchRequest request, Match.InCompartment compartment, TokenParameter.Tokens code) {
        List<Match> rest = without(request.matches(), compartment, code);
        List<Match.Dates> dates = code == null ? List.of() : clinicalDates(request.matches());
        rest.removeAll(dates);
        return new Compartment(compartment, code, dates, rest);
    }

    private static List<Match.Dates> clinicalDates(List<Match> matches) {
        return matches.stream().filter(m -> m instanceof Match.Dates d && d.parameter().place() == Place.CLINICAL_DATE).map(Match.Dates.class::cast)
                .toList();
    }

    private static Match selective(List<Match> matches) {
        Match found = first(matches, Match.Ids.class, m -> true);
        if (found == null) {
            found = first(matches, ListMembers.class, m -> true);
        }
        if (found == null) {
            found = first(matches, TokenParameter.Tokens.class, t -> !t.negated() && t.texts().isEmpty() && t.parameter().place() == Place.INDEX
                    && t.parameter().code().equals("identifier") && t.anyOf().stream().allMatch(v -> v.code() != null));
        }
        if (found == null) {
            found = first(matches, Match.Dates.class, d -> d.parameter().place() == Place.CLINICAL_DATE
                    && d.parameter().code().equals("birthdate") && d.anyOf().size() == 1
                    && d.anyOf().getFirst().prefix() == Prefix.EQ);
        }
        if (found == null) {
            found = first(matches, UriParameter.Uris.class, u -> u.modifier().isEmpty());
        }
        if (found == null) {
            found = first(matches, StringParameter.Strings.class, s -> !s.modifier().equals("contains"));
        }
        if (found == null) {
            found = first(matches, Match.References.class, r -> r.parameter().definition().type() == SearchParameterType.REFERENCE
                    && r.anyOf().size() == 1 && r.parameter().code().equals("encounter"));
        }
        return found;
    }

    private static <M extends Match> M first(List<Match> matches, Class<M> kind, java.util.function.Predicate<M> which) {
        for (Match m : matches) {
            if (kind.isInstance(m) && which.test(kind.cast(m))) {
                return kind.cast(m);
            }
        }
        return null;
    }

    /** True for a condition that leaves one patient's chart. */
    static boolean onePatient(Match match) {
        return match instanceof Match.References r && r.parameter().patientColumn() && r.anyOf().size() == 1
                && r.anyOf().getFirst() instanceof ReferenceParameter.Target.Local l && l.types().equals(List.of("Patient"));
    }

    private static boolean oneRange(Match.Dates d) {
        return d.anyOf().size() == 1 && d.anyOf().getFirst().prefix() != Prefix.NE;
    }

    private static boolean oneToken(TokenParameter.Tokens t) {
        return !t.negated() && t.texts().isEmpty() && t.anyOf().size() == 1 && t.anyOf().getFirst().code() != null;
    }

    private static boolean byClinicalDate(List<SortKey> sort) {
        return sort.size() == 1 && sort.getFirst().byType().size() == 1 && sort.getFirst().parameter().place() == Place.CLINICAL_DATE;
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

package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;

/**
 * The search parameters of all resource types, with where each keeps its values. Built from the R4
 * definitions and the numbers that the database has for the parameters, and from the parameters of one's own. Immutable:
 * when those change there is another registry, which shares what it knows of R4's.
 */
public final class ParameterRegistry {

    /** Gives the number of a parameter in index rows. */
    @FunctionalInterface
    public interface Numbers {
        short of(String type, String code);
    }

    /** The date that a chart is ordered by is the first of these that the type has and that can be there once only. */
    private static final List<String> CLINICAL_DATES = List.of("date", "effective-time", "effective", "period", "onset-date",
            "authoredon", "authored-on", "birthdate", "whenhandedover", "whenprepared", "sent", "created", "issued", "started",
            "recorded-date", "recorded", "authored", "identified", "performed-date", "asserted-date", "service-period");
    private static final Set<String> DATE_TYPES = Set.of("date", "dateTime", "instant", "Period", "Timing");

    private record OfType(Map<String, RegisteredParameter> parameters, RegisteredParameter clinicalDate) {
    }

    private final Numbers numbers;
    private final TextIndex text;
    private final Map<String, OfType> byType;
    private final OwnParameters own;
    private final Watch watch;

    /** A registry of every R4 search parameter for every type it is for; a type is made ready when it is first asked for. */
    public ParameterRegistry(Numbers numbers) {
        this(numbers, new TextIndex(TextIndex.Extent.ALL));
    }

    /** The same, with more or less full text. */
    public ParameterRegistry(Numbers numbers, TextIndex text) {
        this(numbers, text, new ConcurrentHashMap<>(), OwnParameters.NONE, null);
    }

    private ParameterRegistry(Numbers numbers, TextIndex text, Map<String, OfType> byType, OwnParameters own, Watch watch) {
        this.numbers = numbers;
        this.text = text;
        this.byType = byType;
        this.own = own;
        this.watch = watch;
    }

    /** Whose words are indexed. */
    public TextIndex text() {
        return text;
    }

    /** The same of R4's with these of one's own. */
    public ParameterRegistry with(OwnParameters others) {
        return new ParameterRegistry(numbers, text, byType, others, watch);
    }

    /** The same for one question, which notes whether it depends on parameters of one's own. */
    public ParameterRegistry watched(Watch by) {
        return new ParameterRegistry(numbers, text, byType, own, by);
    }

    /** The parameters of one's own, in whatever state. */
    public OwnParameters own() {
        return own;
    }

    /** The parameters that a type can be searched by, sorted by code. */
    public Collection<RegisteredParameter> of(String type) {
        Collection<RegisteredParameter> complete = own.complete(type);
        if (complete.isEmpty()) {
            return standard(type);
        }
        if (watch != null) {
            watch.sawOwn();
        }
        Map<String, RegisteredParameter> all = new TreeMap<>(type(type).parameters());
        complete.forEach(p -> all.put(p.code(), p));
        return all.values();
    }

    /** R4's parameters of a type, sorted by code. */
    public Collection<RegisteredParameter> standard(String type) {
        return type(type).parameters().values();
    }

    /** R4's parameter of a type by its code, or null. */
    public RegisteredParameter standard(String type, String code) {
        return type(type).parameters().get(code);
    }

    /** A parameter that a type can be searched by, by its code; or null. */
    public RegisteredParameter find(String type, String code) {
        RegisteredParameter standard = type(type).parameters().get(code);
        if (standard != null) {
            return standard;
        }
        RegisteredParameter found = own.complete(type).stream().filter(p -> p.code().equals(code)).findFirst().orElse(null);
        if (watch != null && found != null) {
            watch.sawOwn();
        } else if (watch != null) {
            watch.missed();
        }
        return found;
    }

    /** What to tell whoever searches by a parameter that is being indexed; null when there is no such parameter. */
    public String beingIndexed(String type, String code) {
        OwnParameter p = own.indexing(type, code);
        return p == null ? null : watch == null ? "" : watch.progress(p);
    }

    /** The parameter whose values are in the columns low and high of a type's rows, or null. */
    public RegisteredParameter clinicalDate(String type) {
        return type(type).clinicalDate();
    }

    private OfType type(String name) {
        OfType known = byType.get(name);
        return known != null ? known : byType.computeIfAbsent(name, this::build);
    }

    private OfType build(String type) {
        TreeMap<String, RegisteredParameter> ofType = new TreeMap<>();
        for (SearchParameterDefinition d : Definitions.r4().parameters(type)) {
            ofType.put(d.code(), register(type, d));
        }
        RegisteredParameter date = placeDate(ofType);
        placeChartCode(type, ofType);
        placePatient(ofType);
        List<RegisteredParameter> all = List.copyOf(ofType.values());
        all.forEach(p -> share(p, all));
        return new OfType(ofType, date);
    }

    private RegisteredParameter register(String type, SearchParameterDefinition d) {
        if (text.extent().has(d.code())) {
            RegisteredParameter p = new RegisteredParameter(numbers.of(type, d.code()), type, d, TextParameter.INSTANCE, null);
            p.place = Place.TEXT;
            return p;
        }
        boolean listed = d.expression() != null && (d.type() != SearchParameterType.COMPOSITE || CompositeParameter.supported(d));
        RegisteredParameter p = new RegisteredParameter(numbers.of(type, d.code()), type, d,
                listed ? ParameterKind.of(d.type()) : null, listed ? ValuePath.compile(d.expression(), type) : null);
        if (!listed) {
            p.place = Place.NOWHERE;
        } else if (d.code().equals("_id") || d.code().equals("_lastUpdated")) {
            p.place = Place.ROW;
        }
        return p;
    }

    private static RegisteredParameter placeDate(Map<String, RegisteredParameter> ofType) {
        for (String code : CLINICAL_DATES) {
            RegisteredParameter p = ofType.get(code);
            if (p != null && p.definition().type() == SearchParameterType.DATE && p.path().single()
                    && p.path().types().stream().anyMatch(DATE_TYPES::contains)) {
                p.place = Place.CLINICAL_DATE;
                return p;
            }
        }
        return null;
    }

    private static void placeChartCode(String type, Map<String, RegisteredParameter> ofType) {
        RegisteredParameter code = ofType.get("code");
        if (code != null && code.definition().type() == SearchParameterType.TOKEN
                && !Definitions.r4().compartment("Patient", type).isEmpty()) {
            code.place = Place.CHART_CODE;
        }
    }

    private static void placePatient(Map<String, RegisteredParameter> ofType) {
        RegisteredParameter patient = ofType.get("patient");
        if (patient == null || patient.definition().type() != SearchParameterType.REFERENCE || !patient.path().single()) {
            return;
        }
        patient.patientColumn = true;
        List<Step> chain = patient.path().chains().getFirst();
        for (RegisteredParameter p : ofType.values()) {
            if (p.definition().type() == SearchParameterType.REFERENCE && p.path().chains().size() == 1
                    && narrows(chain, p.path().chains().getFirst())) {
                p.patientColumn = true;
            }
        }
    }

    /**
     * A parameter all of whose elements others read too gets no rows of its own: {@code combo-code}. Nor does a
     * {@code patient} that is another parameter's reference when it is to a Patient: the column tells which those are.
     */
    private static void share(RegisteredParameter p, List<RegisteredParameter> all) {
        if (p.place != Place.INDEX) {
            return;
        }
        List<RegisteredParameter> sources = new ArrayList<>();
        Set<List<Step>> covered = new HashSet<>();
        for (RegisteredParameter q : all) {
            boolean keepsRows = q.place == Place.INDEX || q.place == Place.CHART_CODE;
            if (q == p || !keepsRows || q.definition().type() != p.definition().type() || !sameParts(p, q)) {
                continue;
            }
            List<List<Step>> chains = p.path().chains().stream().filter(c -> covers(q, c, p)).toList();
            boolean nothingElse = p.patientColumn || q.path().chains().stream().allMatch(c -> p.path().chains().contains(c));
            if (!chains.isEmpty() && nothingElse && covered.addAll(chains)) {
                sources.add(q);
            }
        }
        if (covered.containsAll(p.path().chains()) && !sources.isEmpty()) {
            p.place = Place.SOURCES;
            p.sources = List.copyOf(sources);
        }
    }

    private static boolean covers(RegisteredParameter q, List<Step> chain, RegisteredParameter p) {
        return q.path().chains().contains(chain) || p.patientColumn && q.patientColumn && narrows(chain, q.path().chains().getFirst());
    }

    private static boolean sameParts(RegisteredParameter p, RegisteredParameter q) {
        return parts(p).equals(parts(q));
    }

    private static List<Object> parts(RegisteredParameter p) {
        List<Object> parts = new ArrayList<>();
        for (SearchParameterDefinition.Component c : p.definition().components()) {
            parts.add(Definitions.r4().parameterByUrl(c.definition()).type());
            parts.add(ValuePathParser.parse(c.expression()));
        }
        return parts;
    }

    /** True when a chain is another with nothing but "of type Patient" (or another type) behind it. */
    private static boolean narrows(List<Step> narrow, List<Step> wide) {
        return narrow.size() == wide.size() + 1 && narrow.getLast() instanceof Step.ResolvesTo
                && narrow.subList(0, wide.size()).equals(wide);
    }
}

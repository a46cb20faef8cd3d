package org.ketaminerecord.search.differential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.search.differential.Condition.Piece;

/**
 * A search made up from a seed and from the values that the data have.
 *
 * @param sort  keys with a minus for descending; empty for any order
 * @param count matches on a page
 */
record RandomSearch(String type, List<Condition> conditions, List<String> sort, int count) {

    private static final List<String> TYPES = List.of("Patient", "Observation", "Observation", "Observation", "Encounter", "Condition", "MedicationAdministration",
            "CarePlan", "Location", "List", "QuestionnaireResponse", "Questionnaire", "ValueSet", "RiskAssessment", "ChargeItem", "Goal", "Group", "Organization",
            "Practitioner", "DocumentReference");
    private static final List<SearchParameterType> UNORDERED = List.of(SearchParameterType.COMPOSITE, SearchParameterType.SPECIAL);

    /** The query with its conditions only. */
    String query() {
        return Stream.concat(conditions.stream().map(c -> encode(c.name()) + "=" + encode(c.value())),
                sort.isEmpty() ? Stream.empty() : Stream.of("_sort=" + String.join(",", sort))).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    RandomSearch without(Condition condition) {
        return new RandomSearch(type, conditions.stream().filter(c -> c != condition).toList(), sort, count);
    }

    /** The parameters of a type that can be searched by. */
    static List<SearchParameterDefinition> parameters(String type) {
        return Definitions.r4().parameters(type).stream().filter(p -> p.expression() != null
                && (p.type() != SearchParameterType.COMPOSITE || p.components().size() == 2)).toList();
    }

    static RandomSearch of(Draw draw, PlainRecord record) {
        return new Making(draw, record, new RandomValue(draw)).search();
    }

    private record Making(Draw draw, PlainRecord record, RandomValue value) {

        RandomSearch search() {
            String type = draw.from(TYPES);
            List<Condition> conditions = new ArrayList<>();
            for (int i = draw.of(1, 1, 1, 2, 2, 3); i > 0; i--) {
                conditions.add(condition(type, 0));
            }
            List<String> sort = new ArrayList<>();
            for (int i = draw.of(0, 0, 1, 1, 2); i > 0; i--) {
                List<SearchParameterDefinition> ordered = parameters(type).stream().filter(p -> !UNORDERED.contains(p.type())).toList();
                sort.add(draw.of("", "-") + draw.from(ordered).code());
            }
            return new RandomSearch(type, conditions, sort, draw.of(1, 2, 3, 5, 7, 10, 50));
        }

        private Condition condition(String type, int depth) {
            Condition made = depth > 2 ? null : switch (draw.below(depth == 0 ? 7 : 5)) {
                case 0 -> chain(type, depth);
                case 1 -> has(type, depth);
                default -> null;
            };
            return made == null ? leaf(type) : made;
        }

        /** Along a reference that is there. */
        private Condition chain(String type, int depth) {
            for (int tries = 0; tries < 10; tries++) {
                SearchParameterDefinition p = draw.from(parameters(type));
                Base v = p.type() == SearchParameterType.REFERENCE ? some(type, p) : null;
                String local = v instanceof Reference r && r.hasReference() ? PlainRecord.local(r.getReference()) : null;
                if (local == null || p.code().equals("patient") && !local.startsWith("Patient/")) {
                    continue;
                }
                String target = local.substring(0, local.indexOf('/'));
                Condition behind = condition(target, depth + 1);
                boolean plain = draw.oneIn(2) && behind instanceof Condition.Leaf leaf && sameEverywhere(p, leaf);
                return new Condition.Chain(p.code(), plain ? null : target, behind);
            }
            return null;
        }

        /** True when the condition means the same kind of parameter for all types that the reference may lead to. */
        private static boolean sameEverywhere(SearchParameterDefinition p, Condition.Leaf leaf) {
            List<String> targets = p.code().equals("patient") ? List.of("Patient") : p.target();
            return targets.stream().map(t -> PlainSearch.parameter(t, leaf.code())).filter(q -> q != null).map(SearchParameterDefinition::type).distinct().count() == 1
                    && leaf.modifier().matches("|exact|contains|missing|not|text");
        }

        private Condition has(String type, int depth) {
            for (int tries = 0; tries < 10; tries++) {
                String source = draw.from(TYPES);
                List<SearchParameterDefinition> references = parameters(source).stream().filter(p -> p.type() == SearchParameterType.REFERENCE
                        && (p.code().equals("patient") ? type.equals("Patient") : p.target().contains(type))).toList();
                if (!references.isEmpty()) {
                    return new Condition.Has(source, draw.from(references).code(), condition(source, depth + 1));
                }
            }
            return null;
        }

        private Base some(String type, SearchParameterDefinition p) {
            List<Base> values = record.of(type).stream().flatMap(r -> record.values(r, p).stream()).toList();
            return values.isEmpty() ? null : draw.from(values);
        }

        private Condition leaf(String type) {
            SearchParameterDefinition p = null;
            Base one = null;
            for (int tries = 0; tries < 20 && one == null; tries++) {
                p = draw.from(parameters(type));
                one = some(type, p);
            }
            if (one == null || draw.oneIn(9)) {
                return new Condition.Leaf(p.code(), "missing", List.of(List.of(new Piece("", List.of(draw.of("true", "false"))))));
            }
            String modifier = modifier(p, one);
            List<List<Piece>> anyOf = new ArrayList<>();
            for (int i = draw.of(1, 1, 1, 1, 2, 3); i > 0; i--) {
                Base v = anyOf.isEmpty() ? one : some(type, p);
                if (p.type() == SearchParameterType.COMPOSITE) {
                    anyOf.add(composite(v, p));
                    continue;
                }
                Piece piece = value.of(p, modifier, v);
                if (piece == null && anyOf.isEmpty()) {
                    modifier = "";
                    piece = value.of(p, modifier, v);
                }
                if (piece != null) {
                    anyOf.add(List.of(piece));
                }
            }
            return new Condition.Leaf(p.code(), modifier, anyOf);
        }

        private List<Piece> composite(Base element, SearchParameterDefinition p) {
            PlainSearch plain = new PlainSearch(record, "");
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                SearchParameterDefinition part = Definitions.r4().parameterByUrl(p.components().get(i).definition());
                List<Base> values = plain.partValues(element, p, i);
                pieces.add(value.part(part, values.isEmpty() ? null : draw.from(values)));
            }
            return pieces;
        }

        private String modifier(SearchParameterDefinition p, Base v) {
            return switch (p.type()) {
                case TOKEN -> p.code().equals("_id") ? draw.of("", "", "not") : draw.of("", "", "", "", "not", "text", "of-type");
                case STRING -> draw.of("", "", "exact", "contains");
                case URI -> draw.of("", "above", "below");
                case REFERENCE -> {
                    String local = v instanceof Reference r && r.hasReference() ? PlainRecord.local(r.getReference()) : null;
                    String type = local == null ? "" : local.substring(0, local.indexOf('/'));
                    boolean allowed = p.code().equals("patient") ? type.equals("Patient") : p.target().contains(type);
                    yield v instanceof Reference r && r.getIdentifier().hasValue() ? draw.of("identifier", "identifier", "")
                            : draw.of("", "", allowed ? type : "");
                }
                default -> "";
            };
        }
    }

    /** What a report shows. */
    @Override
    public String toString() {
        return type + "?" + conditions.stream().map(c -> c.name() + "=" + c.value()).collect(Collectors.joining("&"))
                + (sort.isEmpty() ? "" : "&_sort=" + String.join(",", sort));
    }

    /** A resource as JSON, for a report. */
    static String shown(Resource r) {
        return ca.uhn.fhir.context.FhirContext.forR4Cached().newJsonParser().encodeResourceToString(r);
    }
}

package org.ketaminerecord.search.differential;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.search.differential.Condition.Piece;

/** R4's rules of matching, each written down as directly as search.html says it, over every resource in turn. */
record PlainSearch(PlainRecord record, String base) {

    /** The ids of the resources of a type that meet all conditions. */
    List<String> find(String type, List<Condition> conditions) {
        return record.of(type).stream().filter(r -> conditions.stream().allMatch(c -> meets(r, c))).map(r -> r.getIdElement().getIdPart()).toList();
    }

    boolean meets(Resource r, Condition condition) {
        return switch (condition) {
            case Condition.Leaf leaf -> leaf(r, leaf);
            case Condition.Chain chain -> record.values(r, parameter(r.fhirType(), chain.code())).stream().anyMatch(v -> {
                Resource target = v instanceof Reference ref && ref.hasReference() ? record.target(r, ref.getReference()) : null;
                return target != null && (chain.type() == null || chain.type().equals(target.fhirType()))
                        && understood(target.fhirType(), chain.target()) && meets(target, chain.target());
            });
            case Condition.Has has -> record.of(has.type()).stream().anyMatch(source -> record.values(source, parameter(has.type(), has.code())).stream()
                    .anyMatch(v -> v instanceof Reference ref && ref.hasReference() && PlainRecord.key(r).equals(PlainRecord.local(ref.getReference())))
                    && meets(source, has.source()));
        };
    }

    /** A chain without a type goes to those types that have the parameter. */
    private static boolean understood(String type, Condition c) {
        return switch (c) {
            case Condition.Leaf leaf -> parameter(type, leaf.code()) != null;
            case Condition.Chain chain -> parameter(type, chain.code()) != null;
            case Condition.Has ignored -> true;
        };
    }

    static SearchParameterDefinition parameter(String type, String code) {
        return Definitions.r4().parameter(type, code);
    }

    private boolean leaf(Resource r, Condition.Leaf leaf) {
        SearchParameterDefinition p = parameter(r.fhirType(), leaf.code());
        List<Base> values = record.values(r, p);
        return switch (leaf.modifier()) {
            case "missing" -> values.stream().noneMatch(v -> told(p, v)) == leaf.value().equals("true");
            case "not" -> values.stream().noneMatch(v -> any(p, leaf, v));
            default -> values.stream().anyMatch(v -> any(p, leaf, v));
        };
    }

    private boolean any(SearchParameterDefinition p, Condition.Leaf leaf, Base value) {
        return leaf.anyOf().stream().anyMatch(alternative -> p.type() == SearchParameterType.COMPOSITE ? composite(p, value, alternative)
                : matches(p, leaf.modifier(), value, alternative.getFirst()));
    }

    /** Both parts in one element. */
    private boolean composite(SearchParameterDefinition p, Base element, List<Piece> parts) {
        for (int i = 0; i < parts.size(); i++) {
            SearchParameterDefinition.Component c = p.components().get(i);
            SearchParameterDefinition part = Definitions.r4().parameterByUrl(c.definition());
            Piece piece = parts.get(i);
            // R4 has the definitions of DocumentReference's relationship the wrong way round; its expressions are right
            if (partValues(element, p, i).stream().noneMatch(v -> v instanceof Reference r ? piece.parts().getFirst().equals(asWritten(r)) : v instanceof Enumeration<?>
                    ? token("", v, piece.parts()) : matches(part, "", v, piece))) {
                return false;
            }
        }
        return true;
    }

    /** What value-quantity and value-string read of an observation itself, its composites with them read too (docs/search.md). */
    List<Base> partValues(Base element, SearchParameterDefinition p, int part) {
        String more = part == 0 || !(element instanceof Observation) ? "" : switch (p.code()) {
            case "code-value-quantity", "combo-code-value-quantity" -> " | value.as(SampledData)";
            case "code-value-string" -> " | value.as(CodeableConcept).text";
            default -> "";
        };
        return record.evaluate(element, p.components().get(part).expression() + more);
    }

    private boolean matches(SearchParameterDefinition p, String modifier, Base value, Piece wanted) {
        String text = wanted.parts().getFirst();
        return switch (p.type()) {
            case DATE -> PlainRange.of(value) != null && PlainRange.of(value).compares(wanted.prefix(), PlainRange.of(text));
            case NUMBER, QUANTITY -> PlainAmount.of(value) != null && PlainAmount.of(value).compares(wanted.prefix(), wanted.parts());
            case STRING -> strings(value).stream().anyMatch(s -> switch (modifier) {
                case "exact" -> s.equals(text);
                case "contains" -> folded(s).contains(folded(text));
                default -> folded(s).startsWith(folded(text));
            });
            case TOKEN -> token(modifier, value, wanted.parts());
            case REFERENCE -> reference(p, modifier, value, wanted.parts());
            case URI -> value instanceof PrimitiveType<?> u && u.hasValue() && switch (modifier) {
                case "below" -> below(u.getValueAsString(), text);
                case "above" -> below(text, u.getValueAsString());
                default -> u.getValueAsString().equals(text);
            };
            case SPECIAL -> near((Location.LocationPositionComponent) value, wanted.parts());
            case COMPOSITE -> throw new IllegalArgumentException(p.code());
        };
    }

    private static boolean below(String uri, String parent) {
        return uri.equals(parent) || uri.startsWith(parent.endsWith("/") ? parent : parent + "/");
    }

    // ---- string ------------------------------------------------------------------------------------

    /** Any part of a name or an address. */
    static List<String> strings(Base value) {
        List<String> all = new ArrayList<>();
        switch (value) {
            case HumanName n -> {
                n.getGiven().forEach(s -> all.add(s.getValue()));
                n.getPrefix().forEach(s -> all.add(s.getValue()));
                n.getSuffix().forEach(s -> all.add(s.getValue()));
                all.add(n.getFamily());
                all.add(n.getText());
            }
            case Address a -> {
                a.getLine().forEach(s -> all.add(s.getValue()));
                Stream.of(a.getText(), a.getCity(), a.getDistrict(), a.getState(), a.getPostalCode(), a.getCountry()).forEach(all::add);
            }
            case CodeableConcept c -> all.add(c.getText());
            case StringType s -> all.add(s.getValue());
            case PrimitiveType<?> s -> all.add(s.getValueAsString());
            default -> { }
        }
        return all.stream().filter(Objects::nonNull).toList();
    }

    /** Case, accents and the number of spaces do not count. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[\\p{Mn}\\p{Me}]", "").replace("ß", "ss").replaceAll("[øØ]", "o")
                .replaceAll("[łŁ]", "l").codePoints().map(Character::toLowerCase).map(c -> c == 'ς' ? 'σ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().replaceAll("\\s+", " ").strip();
    }

    // ---- token -------------------------------------------------------------------------------------

    /** A code with its system; the system is null where there is none, and "*" where it is known by the element's definition only. */
    record Code(String system, String code) {
    }

    static List<Code> codes(Base value) {
        return switch (value) {
            case CodeableConcept c -> c.getCoding().stream().flatMap(coding -> codes(coding).stream()).toList();
            case Coding c -> List.of(new Code(c.getSystem(), c.getCode()));
            case Identifier i -> i.hasValue() ? List.of(new Code(i.getSystem(), i.getValue())) : List.of();
            case ContactPoint c -> c.hasValue() ? List.of(new Code(null, c.getValue())) : List.of();
            case BooleanType b -> List.of(new Code("http://terminology.hl7.org/CodeSystem/special-values", b.getValueAsString()));
            case CodeType c -> List.of(new Code("*", c.getValue()));
            case Enumeration<?> e -> List.of(new Code("*", e.getValueAsString()));
            case PrimitiveType<?> s when s.hasValue() -> List.of(new Code(null, s.getValueAsString()));
            default -> List.of();
        };
    }

    private static boolean token(String modifier, Base value, List<String> wanted) {
        return switch (modifier) {
            case "text" -> words(value).stream().anyMatch(w -> folded(w).startsWith(folded(wanted.getFirst())));
            case "of-type" -> value instanceof Identifier i && wanted.get(2).equals(i.getValue())
                    && codes(i.getType()).contains(new Code(wanted.get(0), wanted.get(1)));
            default -> codes(value).stream().anyMatch(c -> {
                if (wanted.size() == 1) {
                    return wanted.getFirst().equals(c.code());
                }
                String system = wanted.get(0).isEmpty() ? null : wanted.get(0);
                return (wanted.get(1).isEmpty() || wanted.get(1).equals(c.code())) && ("*".equals(c.system()) || Objects.equals(system, c.system()));
            });
        };
    }

    /** CodeableConcept.text, Coding.display or Identifier.type.text. */
    static List<String> words(Base value) {
        return switch (value) {
            case CodeableConcept c -> Stream.concat(Stream.ofNullable(c.getText()), c.getCoding().stream().flatMap(x -> words(x).stream())).toList();
            case Coding c -> c.hasDisplay() ? List.of(c.getDisplay()) : List.of();
            case Identifier i -> i.getType().hasText() ? List.of(i.getType().getText()) : List.of();
            default -> List.of();
        };
    }

    // ---- reference ---------------------------------------------------------------------------------

    private boolean reference(SearchParameterDefinition p, String modifier, Base value, List<String> wanted) {
        if (modifier.equals("identifier")) {
            return value instanceof Reference r && token("", r.getIdentifier(), wanted);
        }
        String stored = value instanceof Reference r ? r.getReference() : ((PrimitiveType<?>) value).getValueAsString();
        if (stored == null) {
            return false;
        }
        String text = wanted.getFirst().startsWith(base + "/") ? wanted.getFirst().substring(base.length() + 1) : wanted.getFirst();
        String local = value instanceof Reference ? PlainRecord.local(stored) : null;
        if (!text.contains("/") && !text.contains(":")) {
            String type = local == null ? null : local.substring(0, local.indexOf('/'));
            boolean mayBe = !modifier.isEmpty() ? modifier.equals(type) : p.code().equals("patient") || type != null && p.target().contains(type);
            return mayBe && (type + "/" + text).equals(local);
        }
        if (local != null) {
            return local.equals(PlainRecord.local(text));
        }
        // a canonical is found with its version and without it
        return stored.equals(text) || !(value instanceof Reference) && stored.startsWith(text + "|");
    }

    /** A reference of this server without its version, or any other as it is. */
    static String asWritten(Reference r) {
        return r.hasReference() && PlainRecord.local(r.getReference()) != null ? PlainRecord.local(r.getReference()) : r.getReference();
    }

    // ---- special -----------------------------------------------------------------------------------

    private static boolean near(Location.LocationPositionComponent at, List<String> wanted) {
        double lat1 = Math.toRadians(at.getLatitude().doubleValue());
        double lon1 = Math.toRadians(at.getLongitude().doubleValue());
        double lat2 = Math.toRadians(Double.parseDouble(wanted.get(0)));
        double lon2 = Math.toRadians(Double.parseDouble(wanted.get(1)));
        double angle = Math.acos(Math.clamp(Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(lon1 - lon2), -1, 1));
        double unit = wanted.get(3).equals("m") ? 0.001 : wanted.get(3).equals("km") ? 1 : 1.609344;
        return 6371 * angle <= Double.parseDouble(wanted.get(2)) * unit;
    }

    // ---- missing -----------------------------------------------------------------------------------

    /** True when the element has something that the parameter can be asked for: an element of other things only is no value of it. */
    private boolean told(SearchParameterDefinition p, Base v) {
        return switch (p.type()) {
            case DATE -> PlainRange.of(v) != null;
            case NUMBER, QUANTITY -> PlainAmount.of(v) != null;
            case STRING -> !strings(v).isEmpty();
            case TOKEN -> codes(v).stream().anyMatch(c -> c.code() != null) || !words(v).isEmpty();
            case REFERENCE -> !(v instanceof Reference r) || r.hasReference() || r.getIdentifier().hasValue();
            case COMPOSITE -> {
                boolean all = true;
                for (int i = 0; i < p.components().size(); i++) {
                    SearchParameterDefinition part = Definitions.r4().parameterByUrl(p.components().get(i).definition());
                    boolean coded = part.type() == SearchParameterType.TOKEN;
                    all &= partValues(v, p, i).stream().anyMatch(x -> x instanceof Reference r ? r.hasReference()
                            : coded || x instanceof Enumeration<?> ? codes(x).stream().anyMatch(c -> c.code() != null) : told(part, x));
                }
                yield all;
            }
            default -> true;
        };
    }

    // ---- order -------------------------------------------------------------------------------------

    /** The order of {@code _sort} as the documentation says it; where it says nothing, any order will do. */
    Comparator<Resource> order(String type, List<String> keys) {
        Comparator<Resource> order = (a, b) -> 0;
        for (String key : keys) {
            boolean descending = key.startsWith("-");
            SearchParameterDefinition p = parameter(type, descending ? key.substring(1) : key);
            Comparator<Resource> one = Comparator.comparing(r -> sortValue(r, p, descending), Comparator.nullsFirst(PlainSearch::compare));
            order = order.thenComparing(descending ? one.reversed() : one);
        }
        return order;
    }

    /** The values that a resource is ordered by, for a report. */
    String sortValues(Resource r, List<String> keys) {
        return r.getIdElement().getIdPart() + keys.stream().map(k -> String.valueOf(sortValue(r, parameter(r.fhirType(), k.replaceFirst("^-", "")), k.startsWith("-")))).toList();
    }

    private Comparable<?> sortValue(Resource r, SearchParameterDefinition p, boolean highest) {
        List<Comparable<?>> values = new ArrayList<>();
        for (Base v : record.values(r, p)) {
            switch (p.type()) {
                case DATE -> {
                    PlainRange range = PlainRange.of(v);
                    if (range != null) {
                        values.add(range.from() == null ? java.time.Instant.MIN : range.from());
                    }
                }
                case NUMBER, QUANTITY -> {
                    PlainAmount amount = PlainAmount.of(v) == null ? null : PlainAmount.of(v).canonical();
                    if (amount != null) {
                        values.add(amount.low() == null ? Double.NEGATIVE_INFINITY : amount.low().doubleValue());
                    }
                }
                case STRING -> strings(v).forEach(s -> values.add(folded(s)));
                case TOKEN -> codes(v).stream().map(Code::code).filter(Objects::nonNull).forEach(values::add);
                case REFERENCE -> {
                    String local = v instanceof Reference ref && ref.hasReference() ? PlainRecord.local(ref.getReference()) : null;
                    if (local != null) {
                        values.add(local.substring(local.indexOf('/') + 1));
                    }
                }
                case URI -> values.add(((PrimitiveType<?>) v).getValueAsString());
                case COMPOSITE, SPECIAL -> throw new IllegalArgumentException(p.code());
            }
        }
        return values.stream().reduce((a, b) -> (compare(a, b) < 0) == highest ? b : a).orElse(null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Comparable a, Comparable b) {
        if (a instanceof String s && b instanceof String t) {
            return java.util.Arrays.compare(s.codePoints().toArray(), t.codePoints().toArray());
        }
        return a.compareTo(b);
    }
}

package org.ketaminerecord.profile;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.CompiledPath;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.validation.StructureCheck;

/** Makes a {@link Profile} of the snapshot of a StructureDefinition. */
final class ProfileCompiler {

    private static final String TYPES = "http://hl7.org/fhir/StructureDefinition/";
    private static final String FHIR_TYPE = TYPES + "structuredefinition-fhir-type";

    /** Profiles repeat the invariants of the types that they are made of; each expression is read once. */
    private final Map<String, CompiledPath> paths = new ConcurrentHashMap<>();

    /** The rules of a definition; null when it has no snapshot. */
    Profile compile(JsonObject definition) {
        JsonObject snapshot = definition.object("snapshot");
        if (snapshot == null || snapshot.objects("element").isEmpty()) {
            return null;
        }
        String type = definition.string("type");
        boolean base = !"constraint".equals(definition.string("derivation"));
        Map<String, ElementRule> byId = new HashMap<>();
        Deque<ElementRule> open = new ArrayDeque<>();
        Map<ElementRule, Integer> depths = new HashMap<>();
        ElementRule root = null;
        for (JsonObject e : snapshot.objects("element")) {
            String path = e.string("path");
            int depth = (int) path.chars().filter(c -> c == '.').count();
            while (!open.isEmpty() && depths.get(open.peek()) >= depth) {
                open.pop();
            }
            ElementRule rule = rule(e, path);
            if (root == null) {
                root = rule;
            } else {
                add(rule, open.peek());
            }
            byId.put(e.string("id") == null ? path : e.string("id"), rule);
            byId.putIfAbsent(path, rule);
            open.push(rule);
            depths.put(rule, depth);
        }
        for (ElementRule rule : new HashSet<>(byId.values())) {
            if (rule.contentReference != null) {
                rule.sameAs = byId.get(rule.contentReference.substring(rule.contentReference.indexOf('#') + 1));
            }
        }
        List<Profile.Context> contexts = definition.objects("context").stream().map(c -> new Profile.Context(c.string("type"), c.string("expression"))).toList();
        return new Profile(definition.string("url"), definition.string("version"), type, base, contexts, root);
    }

    /** A slice stands beside the element that it is a slice of, and a slice of a slice beside that. */
    private static void add(ElementRule rule, ElementRule parent) {
        if (parent == null) {
            return;
        }
        if (rule.sliceName == null) {
            parent.children.add(rule);
            return;
        }
        ElementRule whole = null;
        for (ElementRule c : parent.children) {
            if (c.name.equals(rule.name)) {
                whole = c;
            }
        }
        if (whole == null) {
            parent.children.add(rule);
            return;
        }
        int slash = rule.sliceName.lastIndexOf('/');
        String of = slash < 0 ? null : rule.sliceName.substring(0, slash);
        ElementRule owner = whole;
        for (ElementRule s : whole.slices) {
            if (s.sliceName.equals(of)) {
                owner = s;
            }
        }
        Set<String> said = new HashSet<>();
        whole.constraints.forEach(c -> said.add(c.key()));
        rule.constraints = rule.constraints.stream().filter(c -> !said.contains(c.key())).toList();
        if (rule.binding != null && rule.binding.equals(whole.binding)) {
            rule.binding = null;
        }
        owner.slices.add(rule);
    }

    private ElementRule rule(JsonObject e, String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        ElementRule rule = new ElementRule(path, last.endsWith("[x]") ? last.substring(0, last.length() - 3) : base(path, last));
        rule.sliceName = e.string("sliceName");
        rule.min = e.get("min") instanceof JsonNumber n ? n.decimal().intValue() : 0;
        rule.max = e.string("max") == null || e.string("max").equals("*") ? ElementRule.MANY : Integer.parseInt(e.string("max"));
        rule.types = e.objects("type").stream().map(t -> new ElementRule.Type(code(t), texts(t.array("profile")), texts(t.array("targetProfile")))).toList();
        rule.contentReference = e.string("contentReference");
        rule.longest = e.get("maxLength") instanceof JsonNumber n ? n.decimal().intValue() : ElementRule.MANY;
        e.forEach((name, value) -> {
            if (name.startsWith("fixed") && name.length() > 5) {
                rule.fixed = value;
            } else if (name.startsWith("pattern") && name.length() > 7) {
                rule.pattern = value;
            } else if (name.startsWith("minValue")) {
                rule.least = limit(value);
            } else if (name.startsWith("maxValue")) {
                rule.most = limit(value);
            }
        });
        JsonObject binding = e.object("binding");
        if (binding != null && binding.string("valueSet") != null
                && ("required".equals(binding.string("strength")) || "extensible".equals(binding.string("strength")))) {
            rule.binding = new ElementRule.Binding("required".equals(binding.string("strength")), binding.string("valueSet"));
        }
        rule.constraints = constraints(e.objects("constraint"));
        JsonObject slicing = e.object("slicing");
        if (slicing != null) {
            rule.sliced = true;
            rule.closed = "closed".equals(slicing.string("rules"));
            rule.ordered = slicing.get("ordered") == org.ketaminerecord.json.JsonBoolean.TRUE;
            rule.discriminators = slicing.objects("discriminator").stream()
                    .map(d -> new ElementRule.Discriminator(d.string("type"), d.string("path"))).toList();
        }
        return rule;
    }

    /** Some snapshots name the type of a choice in the path: Observation.valueQuantity is of Observation.value. */
    private static String base(String path, String last) {
        int dot = path.lastIndexOf('.');
        TypeDefinition parent = dot < 0 ? null : Definitions.r4().type(path.substring(0, dot));
        ElementDefinition element = parent == null ? null : parent.element(last);
        return element == null ? last.intern() : element.base();
    }

    private List<Constraint> constraints(List<JsonObject> all) {
        List<Constraint> constraints = new ArrayList<>();
        for (JsonObject c : all) {
            String key = c.string("key");
            if (c.string("expression") != null && !StructureCheck.checks(key)) {
                constraints.add(new Constraint(key, "warning".equals(c.string("severity")), c.string("human"),
                        paths.computeIfAbsent(MendedExpressions.of(c.string("expression")), CompiledPath::of)));
            }
        }
        return List.copyOf(constraints);
    }

    private static String code(JsonObject type) {
        String code = String.valueOf(type.string("code"));
        if (!code.startsWith("http://hl7.org/fhirpath/")) {
            return code.startsWith(TYPES) ? code.substring(TYPES.length()) : code;
        }
        return type.objects("extension").stream().filter(x -> FHIR_TYPE.equals(x.string("url")))
                .map(x -> x.has("valueUrl") ? x.string("valueUrl") : x.string("valueUri")).findFirst().orElse("string");
    }

    private static ElementRule.Limit limit(JsonValue value) {
        return switch (value) {
            case JsonNumber n -> new ElementRule.Limit(n.text(), n.decimal());
            case JsonString s -> new ElementRule.Limit(s.value(), null);
            case JsonObject o when o.get("value") instanceof JsonNumber n -> new ElementRule.Limit(n.text(), new BigDecimal(n.text()));
            default -> null;
        };
    }

    private static List<String> texts(JsonArray array) {
        return array == null ? List.of() : array.stream().filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value()).toList();
    }
}

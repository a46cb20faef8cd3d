package org.ketaminerecord.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** The R4 definitions. Immutable; one instance for the process. */
public final class Definitions {

    private static final class Holder {
        static final Definitions R4 = new Definitions();
    }

    private final Map<String, TypeDefinition> types = new HashMap<>();
    private final List<String> resourceTypes = new ArrayList<>();
    private final Map<String, Short> typeNumbers = new HashMap<>();
    private final Map<String, Set<String>> requiredCodes = new HashMap<>();
    private final Map<String, Map<String, SearchParameterDefinition>> parameters = new HashMap<>();
    private final Map<String, SearchParameterDefinition> parametersByUrl = new HashMap<>();
    private final Map<String, Map<String, List<String>>> compartments = new HashMap<>();

    private Definitions() {
        JsonObject file = read();
        for (JsonObject t : file.objects("types")) {
            TypeDefinition type = type(t);
            types.put(type.name(), type);
            if (type.kind() == TypeDefinition.Kind.RESOURCE && !type.isAbstract()) {
                resourceTypes.add(type.name());
            }
        }
        resourceTypes.sort(null);
        for (String name : resourceTypes) {
            typeNumbers.put(name, (short) (typeNumbers.size() + 1));
        }
        for (JsonObject c : file.objects("codes")) {
            requiredCodes.put(c.string("valueSet"), new HashSet<>(strings(c, "codes")));
        }
        for (JsonObject p : file.objects("parameters")) {
            SearchParameterDefinition definition = SearchParameterDefinition.of(p);
            parametersByUrl.put(definition.url(), definition);
            for (String base : definition.base()) {
                for (String type : typesOf(base)) {
                    parameters.computeIfAbsent(type, k -> new TreeMap<>()).put(definition.code(), definition);
                }
            }
        }
        for (JsonObject c : file.objects("compartments")) {
            compartments.computeIfAbsent(c.string("compartment"), k -> new HashMap<>())
                    .put(c.string("type"), strings(c, "parameters"));
        }
    }

    /** The definitions of R4 (4.0.1), read at the first call. */
    public static Definitions r4() {
        return Holder.R4;
    }

    /** A type by name or a backbone element by path, or null. */
    public TypeDefinition type(String name) {
        return types.get(name);
    }

    /** True for the name of a resource type that has instances. */
    public boolean isResourceType(String name) {
        TypeDefinition t = types.get(name);
        return t != null && t.kind() == TypeDefinition.Kind.RESOURCE && !t.isAbstract();
    }

    /** The names of all resource types that have instances, sorted. */
    public List<String> resourceTypes() {
        return resourceTypes;
    }

    /** The number of a resource type in the database: its place in the sorted list, which R4 fixed for good. From 1. */
    public short typeNumber(String type) {
        Short number = typeNumbers.get(type);
        if (number == null) {
            throw new IllegalArgumentException(type);
        }
        return number;
    }

    /** The resource type of a number. */
    public String typeOf(short number) {
        return resourceTypes.get(number - 1);
    }

    /** The codes of a required value set as {@code system|code}, or null when they cannot be listed. */
    public Set<String> requiredCodes(String valueSet) {
        return requiredCodes.get(valueSet);
    }

    /** The search parameters of a resource type, those of all types among them, sorted by code. */
    public Collection<SearchParameterDefinition> parameters(String type) {
        return parameters.getOrDefault(type, Map.of()).values();
    }

    /** A search parameter of a resource type by its code, or null. */
    public SearchParameterDefinition parameter(String type, String code) {
        return parameters.getOrDefault(type, Map.of()).get(code);
    }

    /** A search parameter by its canonical, or null. */
    public SearchParameterDefinition parameterByUrl(String url) {
        return parametersByUrl.get(url);
    }

    /** The codes of the parameters that put a resource of a type into a compartment; empty when none does. */
    public List<String> compartment(String compartment, String type) {
        return compartments.getOrDefault(compartment, Map.of()).getOrDefault(type, List.of());
    }

    /** The names of the compartments: Patient, Encounter, Practitioner, RelatedPerson, Device. */
    public Set<String> compartments() {
        return compartments.keySet();
    }

    /** The resource types that a base of a search parameter stands for: itself, or all for Resource and DomainResource. */
    public List<String> typesOf(String base) {
        return switch (base) {
            case "Resource" -> resourceTypes;
            case "DomainResource" -> resourceTypes.stream().filter(t -> "DomainResource".equals(types.get(t).base())).toList();
            default -> List.of(base);
        };
    }

    private static TypeDefinition type(JsonObject json) {
        List<ElementDefinition> elements = new ArrayList<>();
        for (JsonObject e : json.objects("elements")) {
            String name = e.string("name");
            boolean choice = name.endsWith("[x]");
            String base = choice ? name.substring(0, name.length() - 3) : name;
            int min = e.get("min") instanceof JsonNumber n ? n.decimal().intValueExact() : 0;
            boolean many = e.has("max") && !"0".equals(e.string("max"));
            for (String type : strings(e, "types")) {
                String jsonName = choice ? base + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) : name;
                elements.add(new ElementDefinition(jsonName.intern(), base, type, choice, min, many, e.has("summary"),
                        e.has("modifier"), e.string("required"), strings(e, "targets")));
            }
        }
        return new TypeDefinition(json.string("name"),
                TypeDefinition.Kind.valueOf(json.string("kind").toUpperCase(Locale.ROOT)), json.has("abstract"),
                json.string("base"), elements);
    }

    static List<String> strings(JsonObject o, String name) {
        JsonArray array = o.array(name);
        if (array == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonValue v : array) {
            texts.add(((JsonString) v).value());
        }
        return List.copyOf(texts);
    }

    private static JsonObject read() {
        try (InputStream in = Definitions.class.getResourceAsStream("r4.json")) {
            return JsonReader.object(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

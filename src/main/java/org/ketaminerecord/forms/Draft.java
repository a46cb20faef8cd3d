package org.ketaminerecord.forms;

import java.util.List;
import java.util.Objects;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** A resource that is being extracted by definition: values are put where the ids of elements say. */
final class Draft {

    final JsonObject resource;
    final String canonical;
    private final String type;
    private final Structures structures;

    /**
     * Begins one.
     *
     * @param canonical of the profile, or of R4's type
     * @param resource  what is updated, or a resource with nothing but its type
     */
    Draft(String canonical, JsonObject resource, Structures structures) {
        this.canonical = canonical;
        this.resource = resource;
        this.type = resource.string("resourceType");
        this.structures = structures;
    }

    /** True when a definition, such as {@code [canonical]#Patient.name}, is of this resource. */
    boolean takes(String definition) {
        int hash = definition.indexOf('#');
        if (hash < 0) {
            return false;
        }
        String prefix = definition.substring(0, hash);
        String path = definition.substring(hash + 1);
        return prefix.equals(canonical) || canonical.startsWith(Structures.BASE) && (path.equals(type) || path.startsWith(type + "."));
    }

    /** Begins a new repetition of the element that a definition names: the values that follow go into it. */
    void begin(String definition, String at) {
        String[] path = definition.substring(definition.indexOf('#') + 1).split("\\.");
        JsonObject holder = resource;
        TypeDefinition holderType = Definitions.r4().type(type);
        for (int i = 1; i < path.length; i++) {
            ElementDefinition element = choice(holderType, path[i].split(":", 2)[0], at).getFirst();
            holder = down(holder, element, false, null, null, i == path.length - 1);
            holderType = Definitions.r4().type(element.type());
        }
    }

    /**
     * Puts a value where a definition says.
     *
     * @param again true to begin a new repetition of what can repeat, false to go on with the last
     */
    void put(String definition, Typed value, boolean again, String at) {
        String[] path = definition.substring(definition.indexOf('#') + 1).split("\\.");
        if (!path[0].equals(type) || path.length < 2) {
            throw invalid(at, "The definition names no element of " + type + ". Write [canonical]#" + type + ".[element].");
        }
        JsonObject holder = resource;
        TypeDefinition holderType = Definitions.r4().type(type);
        String profile = canonical;
        String id = type;
        for (int i = 1; i < path.length; i++) {
            String[] step = path[i].split(":", 2);
            id += "." + path[i];
            List<ElementDefinition> choice = choice(holderType, step[0], at);
            JsonObject said = structures.element(profile, id);
            if (i == path.length - 1) {
                leaf(holder, choice, value, types(said), again, at);
            } else {
                ElementDefinition element = choice.getFirst();
                String extension = step.length > 1 && element.type().equals("Extension") ? extension(said, path[i], at) : null;
                holderType = Definitions.r4().type(element.type());
                // what is a list itself goes on: a second given name belongs to the same name
                boolean fresh = again && i == path.length - 2 && !choice(holderType, path[i + 1].split(":", 2)[0], at).getFirst().many();
                holder = down(holder, element, step.length > 1, extension, said, fresh);
                if (extension != null) {
                    profile = extension;
                    id = "Extension";
                }
            }
        }
    }

    private static List<ElementDefinition> choice(TypeDefinition in, String name, String at) {
        String plain = name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
        List<ElementDefinition> choice = in.elementsOf(plain);
        if (choice.isEmpty() && in.element(plain) != null) {
            choice = List.of(in.element(plain));
        }
        if (choice.isEmpty()) {
            throw invalid(at, "The definition names '" + plain + "', which " + in.name() + " does not have."
                    + Nearest.to(plain, in.bases()).map(n -> " Did you mean '" + n + "'?").orElse(""));
        }
        return choice;
    }

    private static List<String> types(JsonObject said) {
        return said == null ? List.of() : said.objects("type").stream().map(t -> t.string("code")).toList();
    }

    private static String extension(JsonObject said, String slice, String at) {
        for (JsonObject type : said == null ? List.<JsonObject>of() : said.objects("type")) {
            if (type.array("profile") != null) {
                return ((org.ketaminerecord.json.JsonString) type.array("profile").getFirst()).value();
            }
        }
        throw invalid(at, "The slice " + slice + " is not known here. Store the StructureDefinition that the definition names.");
    }

    /** The object inside, the last one where there are several, or a new one. */
    private static JsonObject down(JsonObject holder, ElementDefinition element, boolean slice, String extension, JsonObject said, boolean again) {
        JsonObject fresh = new JsonObject();
        if (extension != null) {
            fresh.put("url", extension);
        } else if (slice && said != null && Structures.given(said) instanceof JsonObject given) {
            fresh = given.copy();
        }
        if (!element.many()) {
            if (holder.object(element.name()) == null) {
                holder.put(element.name(), fresh);
            }
            return holder.object(element.name());
        }
        JsonArray all = array(holder, element);
        JsonObject like = fresh;
        List<JsonObject> there = all.objects().stream().filter(o -> extension == null ? !slice || contains(o, like) : extension.equals(o.string("url"))).toList();
        if (there.isEmpty() || again && !slice) {
            all.add(fresh);
            return fresh;
        }
        return there.getLast();
    }

    private static void leaf(JsonObject holder, List<ElementDefinition> choice, Typed value, List<String> allowed, boolean again, String at) {
        ElementDefinition element = value.best(choice, allowed);
        if (element == null) {
            throw invalid(at, "A value of type " + value.type() + " cannot be put into " + choice.getFirst().base() + ", which is of type "
                    + String.join(" or ", choice.stream().map(ElementDefinition::type).toList()) + ". Mend the definition.");
        }
        JsonValue json = value.as(element.type());
        if (element.many()) {
            array(holder, element).add(json);
        } else {
            choice.forEach(c -> holder.remove(c.name()));
            holder.put(element.name(), json);
        }
    }

    private static JsonArray array(JsonObject holder, ElementDefinition element) {
        if (holder.array(element.name()) == null) {
            holder.put(element.name(), new JsonArray());
        }
        return holder.array(element.name());
    }

    /** Adds the values that the profile gives to elements that must be there, and to those that are (SDC: fixed values and patterns). */
    void complete() {
        for (JsonObject said : structures.elements(canonical)) {
            String id = String.valueOf(said.string("id"));
            JsonValue given = Structures.given(said);
            String[] path = id.split("\\.");
            if (given == null || path.length != 2) {
                continue;
            }
            String[] step = path[1].split(":", 2);
            String plain = step[0].endsWith("[x]") ? step[0].substring(0, step[0].length() - 3) : step[0];
            List<ElementDefinition> choice = Definitions.r4().type(type).elementsOf(plain);
            ElementDefinition there = choice.stream().filter(e -> resource.has(e.name())).findFirst().orElse(null);
            if (there != null && !there.many()) {
                merge(resource, there.name(), given);
            } else if (Structures.required(said) && choice.size() == 1 && choice.getFirst().many()) {
                JsonArray all = array(resource, choice.getFirst());
                if (all.stream().noneMatch(v -> contains(v, given))) {
                    all.add(given.copy());
                }
            } else if (Structures.required(said) && choice.size() == 1) {
                resource.put(choice.getFirst().name(), given.copy());
            }
        }
    }

    private static void merge(JsonObject holder, String name, JsonValue given) {
        if (holder.get(name) instanceof JsonObject own && given instanceof JsonObject pattern) {
            pattern.forEach((n, v) -> {
                if (!own.has(n)) {
                    own.put(n, v.copy());
                }
            });
        }
    }

    /** True when all that a pattern says is there. */
    private static boolean contains(JsonValue value, JsonValue pattern) {
        if (value instanceof JsonObject v && pattern instanceof JsonObject p) {
            return p.names().stream().allMatch(n -> v.get(n) != null && contains(v.get(n), p.get(n)));
        }
        if (value instanceof JsonArray v && pattern instanceof JsonArray p) {
            return p.stream().allMatch(wanted -> v.stream().anyMatch(one -> contains(one, wanted)));
        }
        return Objects.equals(value, pattern);
    }

    private static Fault invalid(String at, String diagnostics) {
        return Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_QUESTIONNAIRE, at, diagnostics);
    }
}

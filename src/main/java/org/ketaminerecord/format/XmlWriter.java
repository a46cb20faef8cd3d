package org.ketaminerecord.format;

import java.nio.charset.StandardCharsets;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/**
 * Writes a resource from its FHIR JSON tree as FHIR XML (R4 xml.html), elements in the order of the definition. The
 * resource must have passed validation: a member that the definition does not know is a fault of the server.
 */
public final class XmlWriter {

    private static final JsonArray NONE = new JsonArray();

    private final Definitions definitions = Definitions.r4();
    private final TypeDefinition element = definitions.type("Element");
    private final StringBuilder out = new StringBuilder(4096);
    private final boolean pretty;

    private XmlWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /**
     * A resource as UTF-8, indented by two spaces a level when it is to be pretty.
     *
     * @throws IllegalStateException when the tree is not a resource of R4
     */
    public static byte[] bytes(JsonObject resource, boolean pretty) {
        XmlWriter w = new XmlWriter(pretty);
        w.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        w.resource(resource, " xmlns=\"" + XmlReader.FHIR + "\"", 0);
        if (pretty) {
            w.out.append('\n');
        }
        return w.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void resource(JsonObject o, String xmlns, int level) {
        String name = o.string("resourceType");
        if (name == null || !definitions.isResourceType(name)) {
            throw new IllegalStateException("an object without the resourceType of an R4 resource");
        }
        line(level);
        out.append('<').append(name).append(xmlns);
        content(definitions.type(name), name, o, 1, level);
    }

    /** Writes what follows the attributes, and the end tag. */
    private void content(TypeDefinition type, String tag, JsonObject o, int written, int level) {
        if (o == null || o.size() == written) {
            out.append("/>");
            return;
        }
        out.append('>');
        elements(type, o, o.size() - written, level + 1);
        line(level);
        out.append("</").append(tag).append('>');
    }

    private void elements(TypeDefinition type, JsonObject o, int members, int level) {
        boolean companions = companions(o);
        int left = members;
        for (ElementDefinition e : type.elements()) {
            if (left == 0) {
                return;
            }
            if (XmlReader.isAttribute(type, e)) {
                continue;
            }
            JsonValue value = o.get(e.name());
            TypeDefinition its = value != null || companions ? definitions.type(e.type()) : null;
            JsonValue companion = companions && isPlain(its) ? o.get("_" + e.name()) : null;
            left -= (value == null ? 0 : 1) + (companion == null ? 0 : 1);
            if (e.many()) {
                JsonArray values = array(value, type, e);
                JsonArray others = array(companion, type, e);
                for (int i = 0; i < Math.max(values.size(), others.size()); i++) {
                    one(type, e, its, at(values, i), at(others, i), level);
                }
            } else {
                one(type, e, its, value, companion, level);
            }
        }
        if (left > 0) {
            throw new IllegalStateException(type.name() + " has a member that R4 does not define, among " + o.names());
        }
    }

    private void one(TypeDefinition owner, ElementDefinition e, TypeDefinition type, JsonValue given,
            JsonValue companion,
            int level) {
        JsonValue value = given == JsonNull.NULL ? null : given;
        JsonObject rest = companion instanceof JsonObject r ? r : null;
        if (value == null && rest == null) {
            return;
        }
        line(level);
        if (isPlain(type)) {
            out.append('<').append(e.name());
            int written = rest == null ? 0 : attribute("id", rest);
            if (value != null) {
                attribute("value", text(value, owner, e));
            }
            content(element, e.name(), rest, written, level);
        } else if (type.kind() == TypeDefinition.Kind.PRIMITIVE) {
            out.append(Xhtml.xml(text(value, owner, e)));
        } else if (!(value instanceof JsonObject o)) {
            throw misfit(owner, e);
        } else if (type.kind() == TypeDefinition.Kind.RESOURCE) {
            out.append('<').append(e.name()).append('>');
            resource(o, "", level + 1);
            line(level);
            out.append("</").append(e.name()).append('>');
        } else {
            out.append('<').append(e.name());
            int written = attribute("id", o) + (type.name().equals("Extension") ? attribute("url", o) : 0);
            content(type, e.name(), o, written, level);
        }
    }

    /** True for a primitive type that has its value in an attribute: all but xhtml. */
    private static boolean isPlain(TypeDefinition type) {
        return type.kind() == TypeDefinition.Kind.PRIMITIVE && !type.name().equals("xhtml");
    }

    private static boolean companions(JsonObject o) {
        for (int i = 0; i < o.size(); i++) {
            if (o.name(i).charAt(0) == '_') {
                return true;
            }
        }
        return false;
    }

    private static JsonArray array(JsonValue value, TypeDefinition owner, ElementDefinition e) {
        return switch (value) {
            case null -> NONE;
            case JsonArray a -> a;
            default -> throw misfit(owner, e);
        };
    }

    private static JsonValue at(JsonArray values, int i) {
        return i < values.size() ? values.get(i) : null;
    }

    private static String text(JsonValue value, TypeDefinition owner, ElementDefinition e) {
        return switch (value) {
            case JsonString s -> s.value();
            case JsonNumber n -> n.text();
            case JsonBoolean b -> b.value() ? "true" : "false";
            default -> throw misfit(owner, e);
        };
    }

    private static IllegalStateException misfit(TypeDefinition owner, ElementDefinition e) {
        return new IllegalStateException(owner.name() + "." + e.name() + " is not in the JSON form of " + e.type());
    }

    // ---- characters ------------------------------------------------------------------------------------

    /** Writes a member as an attribute; the number of members written. */
    private int attribute(String name, JsonObject from) {
        String value = from.string(name);
        if (value == null) {
            return 0;
        }
        attribute(name, value);
        return 1;
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, true, out);
        out.append('"');
    }

    private void line(int level) {
        if (pretty) {
            out.append('\n');
            for (int i = 0; i < level; i++) {
                out.append("  ");
            }
        }
    }

    /**
     * Appends text with the characters replaced that mean something to XML. White space in an attribute is written by
     * number, or a parser would read it as a blank; what XML 1.0 cannot hold at all becomes U+FFFD.
     */
    static void escape(String text, boolean attribute, StringBuilder to) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0xD800 && c != '&' && c != '<' && c != '>' && c != '"') {
                continue;
            }
            String replacement = switch (c) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> attribute ? "&quot;" : null;
                case '\t', '\n' -> attribute ? "&#" + (int) c + ";" : null;
                case '\r' -> "&#13;";
                default -> isXml(text, i) ? null : "\uFFFD";
            };
            if (replacement != null) {
                to.append(text, done, i).append(replacement);
                done = i + 1;
            }
        }
        to.append(text, done, text.length());
    }

    private static boolean isXml(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c < 0xFFFE;
    }
}

package org.ketaminerecord.search.parameter;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.ElementWalk;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.FullText;

/**
 * Collects what a resource says in words: its narrative; and every other string and markdown, those of contained resources,
 * of a Bundle's entries and of attached plain text or HTML among them. Ids, identifiers, references, codes, URIs, numbers and dates are
 * no words: parameters of their own find them exactly, and without them ten thousand heart rates have one text.
 */
public final class TextCollector {

    /**
     * Characters of a text that are kept in order. Beyond them a word counts once, and after as many again none does, so that a
     * text never exceeds what PostgreSQL's tsvector takes (1 MB).
     */
    static final int IN_ORDER = 60_000;

    /** Strings to R4, but no words: the id of an element, and what a Reference refers to. */
    private static final Set<String> NO_WORDS = Set.of("id", "reference");

    private final JsonObject resource;
    private final TextIndex.Extent extent;
    private final StringBuilder narrative = new StringBuilder();
    private final StringBuilder rest = new StringBuilder();
    private final Set<JsonObject> withoutWords = Collections.newSetFromMap(new IdentityHashMap<>(4));

    TextCollector(JsonObject resource, TextIndex.Extent extent) {
        this.resource = resource;
        this.extent = extent;
    }

    /** The text of a resource, or null when it says nothing in words. */
    public static FullText of(JsonObject resource, TextIndex.Extent extent) {
        TextCollector collector = new TextCollector(resource, extent);
        ElementWalk.walk(resource, collector::element);
        return collector.text();
    }

    /** Takes the words of an element; parents come before children. */
    void element(JsonObject parent, int at, ElementDefinition element) {
        switch (element.type()) {
            case "xhtml" -> div(parent, parent.value(at));
            case "string", "markdown" -> {
                if (extent == TextIndex.Extent.ALL && !NO_WORDS.contains(element.name()) && !withoutWords.contains(parent)) {
                    each(parent.value(at));
                }
            }
            case "Identifier", "SampledData" -> without(parent.value(at));
            case "base64Binary" -> {
                if (extent == TextIndex.Extent.ALL && element.name().equals("data") && parent.get("contentType") instanceof JsonString type
                        && parent.value(at) instanceof JsonString data) {
                    attached(type.value().toLowerCase(Locale.ROOT), data.value());
                }
            }
            case "Resource" -> {
                // a walk stops at resources of their own; their words are this one's content all the same
                if (extent == TextIndex.Extent.ALL && !element.name().equals("contained") && parent.value(at) instanceof JsonObject own) {
                    ElementWalk.walk(own, this::element);
                }
            }
            default -> { }
        }
    }

    private void div(JsonObject parent, JsonValue value) {
        boolean own = parent == resource.get("text");
        if (value instanceof JsonString div && (own || extent == TextIndex.Extent.ALL)) {
            Words.append(Markup.text(div.value()), own ? narrative : rest);
        }
    }

    private void without(JsonValue value) {
        if (value instanceof JsonObject o) {
            withoutWords.add(o);
        } else if (value instanceof JsonArray a) {
            withoutWords.addAll(a.objects());
        }
    }

    private void each(JsonValue value) {
        if (value instanceof JsonString s) {
            Words.append(s.value(), rest);
        } else if (value instanceof JsonArray a) {
            for (JsonValue v : a) {
                if (v instanceof JsonString s) {
                    Words.append(s.value(), rest);
                }
            }
        }
    }

    private void attached(String type, String data) {
        if (!type.startsWith("text/")) {
            return;
        }
        try {
            String text = new String(Base64.getMimeDecoder().decode(data), charset(type));
            Words.append(type.startsWith("text/html") || type.startsWith("text/xml") ? Markup.text(text) : text, rest);
        } catch (IllegalArgumentException notBase64) {
            // an attachment that cannot be read has no words
        }
    }

    private static Charset charset(String type) {
        int at = type.indexOf("charset=");
        String name = at < 0 ? "" : type.substring(at + 8).split("[;\\s]")[0].replace("\"", "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** What was collected, or null when it is nothing. */
    FullText text() {
        if (narrative.isEmpty() && rest.isEmpty()) {
            return null;
        }
        String ofNarrative = within(narrative);
        String ofRest = within(rest);
        return new FullText(ValueHash.of(ofNarrative + "\n" + ofRest), ofNarrative, ofRest);
    }

    private static String within(StringBuilder words) {
        if (words.length() <= IN_ORDER) {
            return words.toString();
        }
        int end = words.lastIndexOf(" ", IN_ORDER);
        StringBuilder kept = new StringBuilder(words.substring(0, end));
        Set<String> seen = new HashSet<>(Arrays.asList(kept.toString().split(" ")));
        for (String word : words.substring(end + 1).split(" ")) {
            if (kept.length() + word.length() >= 2 * IN_ORDER) {
                break;
            }
            if (seen.add(word)) {
                kept.append(' ').append(word);
            }
        }
        return kept.toString();
    }
}

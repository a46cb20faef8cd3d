package org.ketaminerecord.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * A JSON Patch (RFC 6902). It works on the JSON of the resource and knows no FHIR, with one exception: an array or
 * object that it leaves empty is dropped, since FHIR JSON has no empty ones (R4 json.html).
 */
public final class JsonPatch implements Patch {

    /** One operation of RFC 6902 section 4. */
    sealed interface Operation {

        JsonPointer path();

        record Add(JsonPointer path, JsonValue value) implements Operation {
        }

        record Remove(JsonPointer path) implements Operation {
        }

        record Replace(JsonPointer path, JsonValue value) implements Operation {
        }

        record Move(JsonPointer from, JsonPointer path) implements Operation {
        }

        record Copy(JsonPointer from, JsonPointer path) implements Operation {
        }

        record Test(JsonPointer path, JsonValue value) implements Operation {
        }

        default String op() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@code copy} may add all together; each one can double the document. */
    private static final int MOST_COPIED = 200_000;

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads a patch document.
     *
     * @throws Fault with reason {@code BAD_REQUEST} that names the operation, when it is not one
     */
    public static JsonPatch of(byte[] body) {
        if (!(JsonReader.value(body) instanceof JsonArray array)) {
            throw InvalidPatch.malformed("A JSON Patch is an array of operations (RFC 6902). Send for example "
                    + "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"final\"}].");
        }
        if (array.size() > MOST_OPERATIONS) {
            throw InvalidPatch.tooMany(array.size());
        }
        List<Operation> operations = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject o)) {
                throw InvalidPatch.malformed("Operation [" + i + "] is not an object. "
                        + "Send {\"op\": ..., \"path\": ...}.");
            }
            operations.add(operation(i, o));
        }
        return new JsonPatch(operations);
    }

    private static Operation operation(int i, JsonObject o) {
        String op = o.string("op");
        return switch (op == null ? "" : op) {
            case "add" -> new Operation.Add(pointer(i, o, "path"), value(i, o));
            case "remove" -> new Operation.Remove(pointer(i, o, "path"));
            case "replace" -> new Operation.Replace(pointer(i, o, "path"), value(i, o));
            case "move" -> move(i, pointer(i, o, "from"), pointer(i, o, "path"));
            case "copy" -> new Operation.Copy(pointer(i, o, "from"), pointer(i, o, "path"));
            case "test" -> new Operation.Test(pointer(i, o, "path"), value(i, o));
            default -> throw InvalidPatch.malformed("Operation [" + i + "] has no known \"op\". "
                    + "Send one of: add, remove, replace, move, copy, test.");
        };
    }

    private static Operation move(int i, JsonPointer from, JsonPointer path) {
        if (path.isInside(from)) {
            throw InvalidPatch.malformed("Operation [" + i + "] moves " + from + " into itself. "
                    + "Send a \"path\" outside of \"from\", or \"copy\".");
        }
        return new Operation.Move(from, path);
    }

    private static JsonPointer pointer(int i, JsonObject o, String member) {
        String text = o.string(member);
        JsonPointer pointer = text == null ? null : JsonPointer.of(text);
        if (pointer == null) {
            throw InvalidPatch.malformed("Operation [" + i + "] has no \"" + member + "\" that is a JSON Pointer "
                    + "(RFC 6901). Send a text that starts with \"/\", with ~1 for / and ~0 for ~ in a name.");
        }
        return pointer;
    }

    private static JsonValue value(int i, JsonObject o) {
        JsonValue value = o.get("value");
        if (value == null) {
            throw InvalidPatch.malformed("Operation [" + i + "] \"" + o.string("op") + "\" has no \"value\". "
                    + "Send one.");
        }
        return value;
    }

    @Override
    public JsonObject apply(JsonObject resource) {
        Document document = new Document(resource.copy());
        run(document);
        document.vacant.dropFrom(document.root);
        return document.root instanceof JsonObject o ? o : refuse("The patch puts something in place of the resource "
                + "that is not an object. Send a resource, or the \"path\" of an element.");
    }

    /** The document after the patch, as RFC 6902 alone would have it. */
    JsonValue patched(JsonValue original) {
        Document document = new Document(original.copy());
        run(document);
        return document.root;
    }

    private void run(Document document) {
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            document.at = "Operation [" + i + "] \"" + operation.op() + "\"";
            document.apply(operation);
        }
    }

    /** The document on its way through the operations. */
    private static final class Document {

        private final VacantContainers vacant = new VacantContainers();
        private JsonValue root;
        private int copied;
        private String at;

        Document(JsonValue root) {
            this.root = root;
        }

        void apply(Operation operation) {
            switch (operation) {
                case Operation.Add o -> add(o.path(), o.value().copy());
                case Operation.Remove o -> remove(o.path());
                case Operation.Replace o -> replace(o.path(), o.value().copy());
                case Operation.Move o -> add(o.path(), remove(o.from()));
                case Operation.Copy o -> {
                    JsonValue value = existing(o.from());
                    count(value);
                    add(o.path(), value.copy());
                }
                case Operation.Test o -> {
                    if (!same(existing(o.path()), o.value())) {
                        refuse(at + " fails: " + o.path() + " has another value. Read the resource again, and send a "
                                + "patch for what it is now.");
                    }
                }
            }
        }

        private JsonValue existing(JsonPointer path) {
            JsonValue value = path.in(root);
            return value != null ? value : refuse(at + ": there is nothing at " + path
                    + ". Send the \"path\" of something that is there, or \"add\" it first.");
        }

        private void add(JsonPointer path, JsonValue value) {
            if (depth(value, 0) + path.tokens().size() > JsonReader.DEEPEST) {
                refuse(at + " nests the resource deeper than " + JsonReader.DEEPEST + " levels. Send a flatter one.");
            }
            if (path.tokens().isEmpty()) {
                root = value;
                return;
            }
            switch (path.parentIn(root)) {
                case JsonObject o -> o.put(path.last(), value);
                case JsonArray a -> {
                    int index = path.last().equals(JsonPointer.END) ? a.size() : JsonPointer.index(path.last());
                    if (index < 0 || index > a.size()) {
                        refuse(at + ": the array has " + a.size() + " items, so nothing can be put at " + path
                                + ". Send an index from 0 to " + a.size() + ", or - for the end.");
                    }
                    a.add(index, value);
                }
                case null, default -> refuse(at + ": there is no object or array to put " + path
                        + " into. Add what holds it first, for example an array with this one item.");
            }
        }

        private JsonValue remove(JsonPointer path) {
            JsonValue value = existing(path);
            if (path.tokens().isEmpty()) {
                refuse(at + " takes the whole resource away. Send a DELETE for that.");
            }
            JsonValue parent = path.parentIn(root);
            switch (parent) {
                case JsonObject o -> o.remove(path.last());
                case JsonArray a -> a.remove(JsonPointer.index(path.last()));
                default -> throw new IllegalStateException("a scalar holds nothing");
            }
            vacant.note(parent);
            return value;
        }

        private void replace(JsonPointer path, JsonValue value) {
            existing(path);
            if (path.tokens().isEmpty() || !(path.parentIn(root) instanceof JsonArray a)) {
                add(path, value);
            } else {
                int index = JsonPointer.index(path.last());
                a.remove(index);
                add(path, value);
            }
        }

        private void count(JsonValue value) {
            copied++;
            if (copied > MOST_COPIED) {
                throw Fault.of(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY,
                        at + " makes the resource far too big. Send fewer or smaller copies.");
            }
            switch (value) {
                case JsonObject o -> o.forEach((name, v) -> count(v));
                case JsonArray a -> a.forEach(this::count);
                default -> {
                }
            }
        }
    }

    private static int depth(JsonValue value, int above) {
        int deepest = above;
        switch (value) {
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    deepest = Math.max(deepest, depth(o.value(i), above + 1));
                }
            }
            case JsonArray a -> {
                for (JsonValue v : a) {
                    deepest = Math.max(deepest, depth(v, above + 1));
                }
            }
            default -> {
            }
        }
        return deepest;
    }

    /** RFC 6902 section 4.6: numbers by their value, objects in any order, all else literally. */
    private static boolean same(JsonValue a, JsonValue b) {
        return switch (a) {
            case JsonNumber n -> b instanceof JsonNumber m && sameNumber(n, m);
            case JsonArray x -> {
                boolean same = b instanceof JsonArray y && x.size() == y.size();
                for (int i = 0; same && i < x.size(); i++) {
                    same = same(x.get(i), ((JsonArray) b).get(i));
                }
                yield same;
            }
            case JsonObject x -> {
                boolean same = b instanceof JsonObject y && x.size() == y.size();
                for (int i = 0; same && i < x.size(); i++) {
                    JsonValue other = ((JsonObject) b).get(x.name(i));
                    same = other != null && same(x.value(i), other);
                }
                yield same;
            }
            default -> a.equals(b);
        };
    }

    private static boolean sameNumber(JsonNumber a, JsonNumber b) {
        try {
            return a.equals(b) || a.decimal().compareTo(b.decimal()) == 0;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;                              // an exponent beyond what Java counts: the text was all there is
        }
    }

    private static <T> T refuse(String sentence) {
        throw InvalidPatch.inapplicable(sentence);
    }
}

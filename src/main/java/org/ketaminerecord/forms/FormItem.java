package org.ketaminerecord.forms;

import java.util.List;
import java.util.function.Function;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;

/**
 * An item of a questionnaire.
 *
 * @param json   as it stands there
 * @param parent the item around it, or null
 * @param at     its FHIRPath
 * @param items  those inside
 */
record FormItem(JsonObject json, FormItem parent, String at, List<FormItem> items) {

    String linkId() {
        return json.string("linkId");
    }

    /** The code of its type: group, display, boolean, choice and so on. */
    String type() {
        return json.string("type");
    }

    boolean group() {
        return "group".equals(type());
    }

    boolean required() {
        return is("required");
    }

    boolean repeats() {
        return is("repeats");
    }

    /** True when it may be out of question, depending on other answers. */
    boolean conditional() {
        return json.has("enableWhen") || json.objects("extension").stream().anyMatch(e -> String.valueOf(e.string("url")).endsWith("enableWhenExpression"));
    }

    private boolean is(String name) {
        return json.get(name) instanceof JsonBoolean b && b.value();
    }

    /** What is said of this item, else of the nearest around it, else of the whole form; null when nothing is. */
    <T> T inherited(JsonObject form, Function<JsonObject, T> said) {
        for (FormItem i = this; i != null; i = i.parent) {
            T here = said.apply(i.json);
            if (here != null) {
                return here;
            }
        }
        return said.apply(form);
    }
}

package org.ketaminerecord.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * A questionnaire.
 *
 * @param json   the resource
 * @param items  its items, in order
 * @param byLink all items by linkId
 */
record Form(JsonObject json, List<FormItem> items, Map<String, FormItem> byLink) implements Expression.Ordinals {

    /**
     * Reads a questionnaire.
     *
     * @throws Fault when two items have one linkId, or one has none
     */
    static Form of(JsonObject json) {
        Map<String, FormItem> byLink = new LinkedHashMap<>();
        return new Form(json, items(json, null, "Questionnaire", byLink), byLink);
    }

    private static List<FormItem> items(JsonObject holder, FormItem parent, String at, Map<String, FormItem> byLink) {
        List<FormItem> items = new ArrayList<>();
        List<JsonObject> all = holder.objects("item");
        for (int i = 0; i < all.size(); i++) {
            FormItem item = new FormItem(all.get(i), parent, at + ".item[" + i + "]", new ArrayList<>());
            if (item.linkId() == null || item.type() == null || byLink.put(item.linkId(), item) != null) {
                throw Fault.at(Reason.UNPROCESSABLE, IssueType.INVARIANT, FaultCode.INVALID_QUESTIONNAIRE, item.at() + ".linkId", "Each item of a "
                        + "questionnaire has a type and a linkId of its own (que-2). Give it one.");
            }
            item.items().addAll(items(all.get(i), item, item.at(), byLink));
            items.add(item);
        }
        return items;
    }

    /** The canonical, with the version when there is one; null when it has no URL. */
    String canonical() {
        String url = json.string("url");
        return url == null || json.string("version") == null ? url : url + "|" + json.string("version");
    }

    @Override
    public BigDecimal of(String linkId, String system, String code) {
        FormItem item = linkId == null ? null : byLink.get(linkId);
        for (JsonObject option : item == null ? List.<JsonObject>of() : item.json().objects("answerOption")) {
            JsonObject coding = option.object("valueCoding");
            if (coding != null && String.valueOf(coding.string("code")).equals(code) && java.util.Objects.equals(coding.string("system"), system)) {
                for (JsonObject holder : List.of(coding, option)) {
                    for (String url : List.of(Sdc.ORDINAL, Sdc.WEIGHT)) {
                        if (Sdc.value(Sdc.first(holder, url)) instanceof JsonNumber n) {
                            return n.decimal();
                        }
                    }
                }
            }
        }
        return null;
    }
}

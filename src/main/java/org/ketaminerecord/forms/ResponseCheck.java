package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Whether a response can be extracted: it is completed, and what it answers is what its form asks. All faults are told at once. */
final class ResponseCheck {

    private static final Map<String, Set<String>> ANSWERS = Map.ofEntries(
            Map.entry("boolean", Set.of("valueBoolean")), Map.entry("decimal", Set.of("valueDecimal")), Map.entry("integer", Set.of("valueInteger")),
            Map.entry("date", Set.of("valueDate")), Map.entry("dateTime", Set.of("valueDateTime")), Map.entry("time", Set.of("valueTime")),
            Map.entry("string", Set.of("valueString")), Map.entry("text", Set.of("valueString")), Map.entry("url", Set.of("valueUri")),
            Map.entry("choice", Set.of("valueCoding", "valueString", "valueInteger", "valueDate", "valueTime", "valueReference")),
            Map.entry("open-choice", Set.of("valueCoding", "valueString", "valueInteger", "valueDate", "valueTime", "valueReference")),
            Map.entry("attachment", Set.of("valueAttachment")), Map.entry("reference", Set.of("valueReference")),
            Map.entry("quantity", Set.of("valueQuantity")));

    private final Form form;
    private final List<Issue> issues = new ArrayList<>();

    private ResponseCheck(Form form) {
        this.form = form;
    }

    /**
     * Refuses a response that cannot be extracted.
     *
     * @throws Fault with reason {@code UNPROCESSABLE} and an issue for each thing that is wrong
     */
    static void require(Form form, JsonObject response) {
        String status = response.string("status");
        if (!"completed".equals(status) && !"amended".equals(status)) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.BUSINESS_RULE, FaultCode.NOT_COMPLETED, "QuestionnaireResponse.status", "A response is extracted "
                    + "when it is completed or amended. Complete it, and set its status to completed.");
        }
        ResponseCheck check = new ResponseCheck(form);
        check.items(response, form.items(), "QuestionnaireResponse");
        if (!check.issues.isEmpty()) {
            throw new Fault(Reason.UNPROCESSABLE, check.issues);
        }
    }

    private void items(JsonObject holder, List<FormItem> expected, String at) {
        Map<String, Integer> seen = new HashMap<>();
        List<JsonObject> items = holder.objects("item");
        for (int i = 0; i < items.size(); i++) {
            String here = at + ".item[" + i + "]";
            JsonObject json = items.get(i);
            FormItem item = expected.stream().filter(e -> e.linkId().equals(json.string("linkId"))).findFirst().orElse(null);
            if (item == null) {
                wrong(here + ".linkId", unknown(json.string("linkId"), expected));
                continue;
            }
            if (seen.merge(item.linkId(), 1, Integer::sum) > 1 && !(item.group() && item.repeats())) {
                wrong(here, "The item '" + item.linkId() + "' is there twice, and is no group that repeats. Send it once, with all its answers.");
            }
            item(item, json, here);
        }
        List<String> missing = expected.stream().filter(e -> e.required() && !e.conditional() && !seen.containsKey(e.linkId())
                && Sdc.first(e.json(), Sdc.CALCULATED) == null && !"display".equals(e.type())).map(FormItem::linkId).toList();
        if (!missing.isEmpty()) {
            issues.add(Issue.error(IssueType.REQUIRED, FaultCode.INVALID_RESPONSE, "The form requires answers to '" + String.join("', '", missing)
                    + "'. Send them, or leave the response in progress.", at + ".item"));
        }
    }

    private String unknown(String linkId, List<FormItem> expected) {
        if (form.byLink().containsKey(String.valueOf(linkId))) {
            FormItem place = form.byLink().get(linkId).parent();
            return "The item '" + linkId + "' does not stand here in the form. It stands "
                    + (place == null ? "at the top." : "in '" + place.linkId() + "'.");
        }
        return "The form has no item of this linkId." + (linkId == null ? "" : Nearest.to(linkId, expected.stream().map(FormItem::linkId).toList())
                .map(n -> " Did you mean '" + n + "'?").orElse(""));
    }

    private void item(FormItem item, JsonObject json, String at) {
        List<JsonObject> answers = json.objects("answer");
        if (item.group() || "display".equals(item.type())) {
            if (!answers.isEmpty()) {
                wrong(at + ".answer", "The item '" + item.linkId() + "' is a " + item.type() + ", which has no answer. Leave it out.");
            }
            items(json, item.items(), at);
            return;
        }
        if (answers.isEmpty() && item.required() && !item.conditional() && Sdc.first(item.json(), Sdc.CALCULATED) == null) {
            issues.add(Issue.error(IssueType.REQUIRED, FaultCode.INVALID_RESPONSE, "The form requires an answer to '" + item.linkId() + "'. Send it, or leave the "
                    + "response in progress.", at + ".answer"));
        }
        if (answers.size() > 1 && !item.repeats()) {
            wrong(at + ".answer", "The item '" + item.linkId() + "' takes one answer. Send one.");
        }
        for (int a = 0; a < answers.size(); a++) {
            String here = at + ".answer[" + a + "]";
            answer(item, answers.get(a), here);
            // items of a question stand in its answer
            if (answers.get(a).has("item")) {
                items(answers.get(a), item.items(), here);
            }
        }
    }

    private void answer(FormItem item, JsonObject answer, String at) {
        String name = Sdc.valueName(answer);
        Set<String> allowed = ANSWERS.getOrDefault(item.type(), Set.of());
        if (name == null || !allowed.contains(name)) {
            wrong(at + ".value", "The answer to '" + item.linkId() + "', which is of type " + item.type() + ", has "
                    + (name == null ? "no value" : name) + ". Send " + allowed.stream().sorted().collect(Collectors.joining(" or ")) + ".");
            return;
        }
        JsonValue value = answer.get(name);
        if (value instanceof JsonNumber n) {
            bound(item, n, at, Sdc.MIN_VALUE, -1, "at least ");
            bound(item, n, at, Sdc.MAX_VALUE, 1, "at most ");
        }
        if ("choice".equals(item.type()) && item.json().has("answerOption") && item.json().objects("answerOption").stream().noneMatch(o -> same(o, value))) {
            wrong(at + ".value", "The answer to '" + item.linkId() + "' is none of its options. Send one of: " + item.json().objects("answerOption").stream()
                    .map(ResponseCheck::shown).collect(Collectors.joining(", ")) + ".");
        }
    }

    private void bound(FormItem item, JsonNumber number, String at, String url, int beyond, String words) {
        if (Sdc.value(Sdc.first(item.json(), url)) instanceof JsonNumber limit
                && Integer.signum(number.decimal().compareTo(limit.decimal())) == beyond) {
            wrong(at + ".value", "The answer to '" + item.linkId() + "' is " + words + limit.text() + ". Correct it.");
        }
    }

    private static boolean same(JsonObject option, JsonValue value) {
        JsonValue offered = Sdc.value(option);
        return offered instanceof JsonObject o && value instanceof JsonObject v
                ? Objects.equals(o.string("system"), v.string("system")) && Objects.equals(o.string("code"), v.string("code"))
                && Objects.equals(o.string("reference"), v.string("reference")) : Objects.equals(offered, value);
    }

    private static String shown(JsonObject option) {
        return switch (Sdc.value(option)) {
            case JsonObject o -> o.string("system") + "|" + o.string("code");
            case JsonString s -> s.value();
            case null -> "";
            case JsonValue v -> v.toString();
        };
    }

    private void wrong(String at, String diagnostics) {
        issues.add(Issue.error(IssueType.VALUE, FaultCode.INVALID_RESPONSE, diagnostics, at));
    }
}

package org.ketaminerecord.forms;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.interaction.Caller;

/** Observation-based population (SDC populate.html#observation-based-population): the newest observation of the item's codes, not older than its period. */
final class LinkedObservations {

    /** The newest may be in another unit or about somebody else; of so many one is looked for that is not. */
    private static final int MOST = 20;

    private final Records records;
    private final Caller caller;
    private final String subject;
    private final Instant now;

    LinkedObservations(Records records, Caller caller, String subject, Instant now) {
        this.records = records;
        this.caller = caller;
        this.subject = subject;
        this.now = now;
    }

    /** The answer to an item that is linked to observations; null when it is not, or there is none. */
    JsonObject answer(FormItem item) {
        JsonObject link = Sdc.first(item.json(), Sdc.OBSERVATION_LINK_PERIOD);
        List<JsonObject> codes = item.json().objects("code").stream().filter(c -> c.string("code") != null).toList();
        if (link == null || codes.isEmpty() || item.group()) {
            return null;
        }
        Instant since = since(link.object("valueDuration"), item.at());
        List<QueryParameter> query = new ArrayList<>(List.of(new QueryParameter("subject", subject),
                new QueryParameter("combo-code", codes.stream().map(LinkedObservations::token).collect(Collectors.joining(","))),
                new QueryParameter("status", "final,amended,corrected"), new QueryParameter("date", "ge" + since.truncatedTo(ChronoUnit.SECONDS)),
                new QueryParameter("_sort", "-date")));
        for (JsonObject observation : records.search("Observation", query, MOST, caller)) {
            JsonObject answer = aboutSubject(observation) ? answer(item, codes, observation) : null;
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** SDC: not the heart rate of a fetus for its mother's. */
    private boolean aboutSubject(JsonObject observation) {
        return observation.objects("focus").stream().allMatch(f -> subject.equals(f.string("reference")));
    }

    private static JsonObject answer(FormItem item, List<JsonObject> codes, JsonObject observation) {
        Expression.Value whole = Expression.Value.of(observation);
        List<Expression.Value> holders = new ArrayList<>(List.of(whole));
        holders.addAll(Expression.children(whole, "component"));
        for (Expression.Value holder : holders) {
            JsonObject concept = ((JsonObject) holder.json()).object("code");
            if (concept != null && concept.objects("coding").stream().anyMatch(c -> codes.stream().anyMatch(wanted -> same(wanted, c)))) {
                for (Expression.Value value : Expression.children(holder, "value")) {
                    JsonObject answer = Answers.of(item, value);
                    if (answer != null) {
                        return answer;
                    }
                }
            }
        }
        return null;
    }

    private static boolean same(JsonObject a, JsonObject b) {
        return Objects.equals(a.string("system"), b.string("system")) && Objects.equals(a.string("code"), b.string("code"));
    }

    private static String token(JsonObject coding) {
        String code = coding.string("code").replaceAll("([\\\\,$|])", "\\\\$1");
        return coding.string("system") == null ? code : coding.string("system") + "|" + code;
    }

    private Instant since(JsonObject period, String at) {
        BigDecimal value = period != null && period.get("value") instanceof JsonNumber n ? n.decimal() : null;
        ZonedDateTime here = now.atZone(ZoneOffset.UTC);
        if (value != null && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
            long n = value.longValue();
            switch (String.valueOf(period.string("code"))) {
                case "a" -> { return here.minusYears(Math.min(n, 1000)).toInstant(); }
                case "mo" -> { return here.minusMonths(Math.min(n, 12_000)).toInstant(); }
                case "wk" -> { return here.minusWeeks(Math.min(n, 52_000)).toInstant(); }
                case "d" -> { return here.minusDays(Math.min(n, 365_000)).toInstant(); }
                case "h" -> { return here.minusHours(n).toInstant(); }
                case "min" -> { return here.minusMinutes(n).toInstant(); }
                default -> { }
            }
        }
        throw Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_QUESTIONNAIRE, at, "The period of observations is no Duration in a, mo, wk, d, "
                + "h or min of UCUM. Give it such a value and code.");
    }
}

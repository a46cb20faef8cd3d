package org.ketaminerecord.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.time.ZonedDateTime;
import java.util.Base64;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.json.JsonObject;

/** What a clinician wrote down in words. */
final class Note {

    private Note() {
    }

    static void ofSession(Session session, Vitals vitals, Effects effects) {
        String stopped = session.planned.fate() == Fate.STOPPED ? " Infusion stopped at " + Session.STOPPED_AT
                + " minutes for blood pressure above 180/110 on two readings; labetalol 10 mg given; settled within "
                + "the hour. Next dose lowered." : "";
        String text = "Session " + session.planned.number() + " of " + session.course.stage.sessions().size() + ". "
                + session.planned.dose().words() + " ordered"
                + (session.planned.dose() instanceof Dose.PerKilogram ? " (" + session.orderedMg + " mg). " : ". ")
                + vitals.words() + " "
                + effects.words() + stopped + " Left "
                + (session.chart.atHome() ? "the call in the company of" : "the clinic with") + " the support person.";
        write(session.chart, session.key, session.encounter, session.at(session.method.end), Codes.SESSION_NOTE,
                "Session note", Clinic.NURSE, text);
    }

    static void ofVisit(Chart chart, String key, String encounter, ZonedDateTime at, String text) {
        write(chart, key, encounter, at, Codes.PROGRESS_NOTE, "Progress note", Clinic.PSYCHIATRIST, text);
    }

    private static void write(Chart chart, String key, String encounter, ZonedDateTime at, Code type, String title,
            String author, String text) {
        JsonObject attachment = new JsonObject()
                .put("contentType", "text/plain; charset=utf-8")
                .put("language", "en")
                .put("data", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
                .put("title", title)
                .put("creation", Elements.time(at));
        chart.transaction.post(key + "-note", Elements.resource("DocumentReference")
                .put("identifier", list(identifier("note", chart.story.id() + "-" + key)))
                .put("status", "current")
                .put("docStatus", "final")
                .put("type", type.concept())
                .put("category", list(Codes.CLINICAL_NOTE.concept()))
                .put("subject", reference(chart.patient))
                .put("date", Elements.time(at))
                .put("author", references(author))
                .put("custodian", reference(Clinic.ORGANIZATION))
                .put("content", list(new JsonObject().put("attachment", attachment)))
                .put("context", new JsonObject().put("encounter", references(encounter))));
    }
}

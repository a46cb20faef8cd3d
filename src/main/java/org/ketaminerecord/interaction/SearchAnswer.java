package org.ketaminerecord.interaction;

import java.sql.SQLException;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.search.SearchPage;
import org.ketaminerecord.search.SearchRequest;
import org.ketaminerecord.store.Session;

/** search: a page of matches as a searchset (R4 http.html#search), or how it would be found. */
final class SearchAnswer {

    private final Engine engine;
    private final Caller caller;

    SearchAnswer(Engine engine, Caller caller) {
        this.engine = engine;
        this.caller = caller;
    }

    Outcome answer(Session session, Interaction.Search search) throws SQLException {
        return engine.ask(session, caller, search.lenient(), (parser, by) -> {
            SearchRequest request = parser.parse(search.scope(), search.query(), caller.base(), search.lenient());
            if (request.explained()) {
                Permit.requireScope(caller.grant(), Permit.OPERATOR);      // plans count rows that are out of reach
                return new Outcome.Body(JsonWriter.bytes(OperationOutcome.of(by.explain(session, request))));
            }
            return bundle(search.scope().path(), request, by.search(session, request));
        });
    }

    private Outcome bundle(String path, SearchRequest request, SearchPage page) {
        BundleWriter bundle = new BundleWriter(caller.base(), "searchset").total(page.total())
                .link("self", Links.of(caller.base(), path, request.understood(), request.cursor()));
        if (request.cursor() != null) {
            bundle.link("first", Links.of(caller.base(), path, request.understood(), null));
        }
        if (page.next() != null) {
            bundle.link("next", Links.of(caller.base(), path, request.understood(), page.next()));
        }
        page.matches().forEach(v -> bundle.found(v, page.in().get(v.rid()), "match"));
        page.included().forEach(v -> bundle.found(v, "include"));
        return bundle.issues(page.issues()).body();
    }
}

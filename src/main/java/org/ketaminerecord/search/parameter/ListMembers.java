package org.ketaminerecord.search.parameter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.row.IndexRow;

/**
 * {@code _list} (R4 search.html#list): resources that entries of a stored List refer to. An entry that is marked deleted
 * (R4 list-definitions.html#List.entry.deleted) is a member no longer, though List's own parameter {@code item} still finds
 * it; targets that are in such entries only have a second row in the index.
 *
 * @param parameter {@code item} of List
 * @param lists     ids of Lists, any of which it may be
 */
public record ListMembers(RegisteredParameter parameter, List<String> lists) implements Match.OfIndex {

    /** Adds the rows that say which targets of a List are in deleted entries only. */
    static void index(RegisteredParameter item, JsonObject list, IndexSink sink) {
        Set<Long> deleted = new HashSet<>();
        Set<Long> present = new HashSet<>();
        for (JsonObject entry : list.objects("entry")) {
            JsonObject reference = entry.object("item");
            if (reference != null && reference.string("reference") != null) {
                boolean gone = entry.get("deleted") instanceof JsonBoolean b && b.value();
                (gone ? deleted : present).add(sink.target(reference.string("reference")));
            }
        }
        deleted.removeAll(present);
        deleted.remove(0L);
        deleted.forEach(target -> sink.add(new IndexRow.Reference(item.secondId(), target)));
    }

    /** A list may still name what was deleted. */
    @Override
    public boolean byNumber() {
        return false;
    }

    @Override
    public void writeRow(Sql sql, String x) {
        throw new UnsupportedOperationException("written as a whole");
    }

    /** Found once, by the List: a list is short, what it is searched in is not. */
    @Override
    public void write(Sql sql, String r) {
        String l = sql.alias();
        String x = sql.alias();
        String d = sql.alias();
        sql.add(r).add(".rid = ANY (ARRAY(SELECT ").add(x).add(".target FROM resource ").add(l).add(" JOIN reference_index ").add(x)
                .add(" ON ").add(x).add(".rid = ").add(l).add(".rid WHERE ").add(l).add(".type = ").add(Definitions.r4().typeNumber("List"))
                .add(" AND ").add(l).add(".id = ANY(").value(lists.toArray(String[]::new)).add(") AND NOT ").add(l).add(".deleted");
        sql.reach().and(sql, l, "List");
        sql.add(" AND ").add(x).add(".param = ").add(parameter.id()).add(" AND NOT EXISTS (SELECT 1 FROM reference_index ").add(d).add(" WHERE ")
                .add(d).add(".rid = ").add(x).add(".rid AND ").add(d).add(".param = ").add(parameter.secondId()).add(" AND ").add(d)
                .add(".target = ").add(x).add(".target)))");
    }
}

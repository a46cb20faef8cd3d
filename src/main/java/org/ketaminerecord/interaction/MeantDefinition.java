package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.store.PackagedRows;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.terminology.Canonical;

/** Of several definitions with one canonical URL the one that is meant. */
public final class MeantDefinition {

    private static final List<String> BY_STATUS = List.of("active", "draft", "unknown", "retired");

    private record Found(StoredVersion row, JsonObject json, boolean packaged) {

        String version() {
            return String.valueOf(json.string("version"));
        }

        int status() {
            return BY_STATUS.indexOf(String.valueOf(json.string("status")));
        }
    }

    /** What somebody wrote here goes before what a package brought; of those the one in use, and then the one written last; of these the later version. */
    private static final Comparator<Found> ORDER = Comparator.comparing(Found::packaged)
            .thenComparing((a, b) -> a.packaged() ? Canonical.later(a.version(), b.version())
                    : Comparator.comparingInt(Found::status).thenComparing(f -> f.row().updated(), Comparator.reverseOrder()).compare(a, b));

    private MeantDefinition() {
    }

    /**
     * The one that is meant.
     *
     * @param rows    those with the URL
     * @param version the version that was asked for, or null
     * @return null when there is none
     */
    public static JsonObject of(Session session, List<StoredVersion> rows, String version) throws SQLException {
        Set<Long> packaged = PackagedRows.among(session, rows.stream().map(StoredVersion::rid).toList()).keySet();
        return rows.stream().map(r -> new Found(r, JsonReader.object(r.body()), packaged.contains(r.rid())))
                .filter(f -> version == null || version.equals(f.json().string("version"))).min(ORDER).map(Found::json).orElse(null);
    }
}

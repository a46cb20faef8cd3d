package org.ketaminerecord.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalTest {

    @Test
    void the_latest_version_comes_first() {
        List<String> versions = new ArrayList<>(List.of("1.9.0", "8.0.0-ballot", "1.10.0", "8.0.0", "8.0.0-ballot2", "8.0.1-cibuild"));
        versions.sort(Canonical::later);
        assertEquals(List.of("8.0.1-cibuild", "8.0.0", "8.0.0-ballot2", "8.0.0-ballot", "1.10.0", "1.9.0"), versions);
    }

    @Test
    void a_version_may_be_a_date() {
        List<String> versions = new ArrayList<>(List.of("2025-12-31", "2026-11", "2026-02-01"));
        versions.sort(Canonical::later);
        assertEquals(List.of("2026-11", "2026-02-01", "2025-12-31"), versions);
    }
}

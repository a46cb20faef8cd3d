package org.ketaminerecord.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ketaminerecord.definition.Definitions;

/** Counts and times interactions: {@code ktr_interaction_seconds} by interaction, resource type and status. */
@Singleton
class InteractionMetrics {

    private record Key(String interaction, String type, int status) {
    }

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    InteractionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String interaction, String type, int status, long nanos) {
        String known = type == null ? "" : Definitions.r4().isResourceType(type) ? type : "unknown";     // callers must not make up labels
        timers.computeIfAbsent(new Key(interaction, known, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("ktr.interaction").description("FHIR interactions")
                .tag("interaction", key.interaction()).tag("type", key.type()).tag("status", Integer.toString(key.status()))
                .tag("outcome", key.status() < 400 ? "success" : key.status() < 500 ? "refused" : "error").register(registry);
    }
}

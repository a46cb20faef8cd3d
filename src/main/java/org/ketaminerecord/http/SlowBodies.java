package org.ketaminerecord.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends requests whose body takes too long to come. Quarkus' own limit ({@code quarkus.http.read-timeout}) is for the next bytes, so that a caller
 * who sends one now and then keeps a thread for as long as it likes; two hundred of them would keep all threads.
 */
@Singleton
public class SlowBodies {

    private final long most;

    @Inject
    SlowBodies(@ConfigProperty(name = "ktr.http.body-timeout", defaultValue = "60s") Duration most) {
        this.most = Math.max(1, most.toMillis());
    }

    /** Stands before what reads a body. */
    void install(@Observes Filters filters) {
        filters.register(this::watch, 1005);
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null : !length.equals("0")) {
            long timer = context.vertx().setTimer(most, t -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(over -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }
}

package org.ketaminerecord.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The headers of every answer that tell browsers what not to do with it. Records are not kept by caches, also not by a browser's own on the disk of
 * a shared computer; a client that keeps them itself still asks by ETag and gets 304.
 */
@Singleton
public class AnswerHeaders {

    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence NOTHING = HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    /** Swagger UI brings its own scripts and styles, some of them in the page, and asks this server. */
    private static final CharSequence PAGES = HttpHeaders.createOptimized("default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' "
            + "'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    private static final CharSequence X_CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence X_FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence STRICT_TRANSPORT_SECURITY = HttpHeaders.createOptimized("Strict-Transport-Security");

    /** Stands before everything that answers. */
    void install(@Observes Filters filters) {
        filters.register(AnswerHeaders::add, 1010);
    }

    private static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        String path = context.request().path();
        headers.set(X_CONTENT_TYPE_OPTIONS, NOSNIFF).set(REFERRER_POLICY, NO_REFERRER).set(X_FRAME_OPTIONS, DENY);
        if (path == null || path.startsWith("/fhir") && !path.equals("/fhir/metadata")) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE).set(CONTENT_SECURITY_POLICY, NOTHING);
        } else if (path.startsWith("/q/swagger-ui")) {
            headers.set(CONTENT_SECURITY_POLICY, PAGES);
        } else {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_CACHE).set(CONTENT_SECURITY_POLICY, NOTHING);
        }
        if ("https".equals(context.request().scheme())) {
            headers.set(STRICT_TRANSPORT_SECURITY, YEAR);
        }
        context.next();
    }
}

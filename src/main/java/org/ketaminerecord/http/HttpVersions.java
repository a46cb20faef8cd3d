package org.ketaminerecord.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * No upgrade to HTTP/2 without TLS: the request that asks for it passes by the decompression of bodies, and by the rules of
 * a proxy in front. With TLS, HTTP/2 stays.
 */
@Singleton
public class HttpVersions implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}

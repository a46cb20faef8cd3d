package org.ketaminerecord.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;

/**
 * Refuses bodies that are too large with an outcome, where Quarkus would send an empty answer: by their declared length
 * before anything is read, or while they are read when they are chunked or were inflated.
 */
@Provider
public class BodyLimit implements ServerMessageBodyReader<byte[]> {

    private final int most;

    @Inject
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = (int) Math.min(most.asLongValue(), Integer.MAX_VALUE - 16);
    }

    /** Stands before Quarkus' own check of the declared length, and takes its place for bodies without one. */
    void install(@Observes Filters filters) {
        filters.register(this::declared, 1000);
        filters.register(context -> {
            if (context.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
                context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
            }
            context.next();
        }, 1);
    }

    private void declared(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= most) {
            context.next();
            return;
        }
        byte[] outcome = JsonWriter.bytes(OperationOutcome.of(Refusals.tooLarge().issues()));
        context.response().setStatusCode(413).putHeader(HttpHeaders.CONTENT_TYPE, MediaFormat.JSON.contentType())
                .putHeader(HttpHeaders.CONNECTION, "close").end(io.vertx.core.buffer.Buffer.buffer(outcome));
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public byte[] readFrom(Class<byte[]> type, Type generic, MediaType mediaType, ServerRequestContext context) throws IOException {
        return read(context.getInputStream());
    }

    @Override
    public byte[] readFrom(Class<byte[]> type, Type generic, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream in) throws IOException {
        return read(in);
    }

    private byte[] read(InputStream in) throws IOException {
        byte[] body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw new ClientErrorException(Response.status(413).header("Connection", "close").build());
        }
        return body;
    }
}

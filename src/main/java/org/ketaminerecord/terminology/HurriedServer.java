package org.ketaminerecord.terminology;

import java.time.Duration;
import org.ketaminerecord.json.JsonObject;

/**
 * A terminology server that is asked no more once its answers have taken a while together: who has many questions and little
 * time does not wait for each. A question that has begun is waited for. For one thread.
 */
public final class HurriedServer implements TerminologyServer {

    private final TerminologyServer server;
    private final long most;
    private long spent;

    /**
     * @param server who is asked
     * @param most   how long, all questions together
     */
    public HurriedServer(TerminologyServer server, Duration most) {
        this.server = server;
        this.most = most.toNanos();
    }

    @Override
    public Answer ask(String type, String operation, JsonObject parameters) {
        if (spent > most) {
            return new Answer.Silent("its answers to other questions of this request took too long");
        }
        long start = System.nanoTime();
        try {
            return server.ask(type, operation, parameters);
        } finally {
            spent += System.nanoTime() - start;
        }
    }
}

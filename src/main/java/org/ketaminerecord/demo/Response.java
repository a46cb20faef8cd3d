package org.ketaminerecord.demo;

/** How the depression answers to the treatment: the share of the first score that is left at the end. */
enum Response {
    REMISSION(0.15, "achieved", "Achieved"),
    RESPONSE(0.40, "improving", "Improving"),
    PARTIAL(0.62, "improving", "Improving"),
    NONE(0.90, "no-progress", "No Progress");

    private final double left;
    private final String achievement;
    private final String display;

    Response(double left, String achievement, String display) {
        this.left = left;
        this.achievement = achievement;
        this.display = display;
    }

    /** The share of the first score after a part (0 to 1) of the first stage; ketamine works early or not at all. */
    double share(double progress) {
        double rest = 1 - Math.min(1, Math.max(0, progress));
        return left + (1 - left) * rest * rest;
    }

    /** How far the goal of remission is met once the first stage is over. */
    Code remission() {
        return Codes.hl7("goal-achievement", achievement, display);
    }

    /** How far the goal of halving the score is met once the first stage is over. */
    Code halving() {
        return left <= 0.5 ? REMISSION.remission() : remission();
    }

    /** For the note at the end of a stage. */
    String words() {
        return switch (this) {
            case REMISSION -> "Remission; continue as planned.";
            case RESPONSE -> "Clear response, not yet remission; continue with psychotherapy and journal.";
            case PARTIAL -> "Partial response; options discussed, among them more sessions or another method.";
            case NONE -> "No response to an adequate course; not continued. Referral for other treatment.";
        };
    }
}

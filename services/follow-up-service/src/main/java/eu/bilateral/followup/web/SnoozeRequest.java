package eu.bilateral.followup.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** Until when a follow-up is put off. */
record SnoozeRequest(@NotNull LocalDate dueOn) {}

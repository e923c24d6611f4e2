package eu.bilateral.followup.web;

import eu.bilateral.kernel.id.AccountId;
import jakarta.validation.constraints.NotNull;

/** Whose something is to be. */
record OwnRequest(@NotNull AccountId owner) {}

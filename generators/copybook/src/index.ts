export { copybookReader } from "./copybook-reader.ts";
export {
  PROFILE_SETTINGS,
  PROFILES,
  type ProfileProblem,
  type ProfileRequest,
  type ResolvedProfile,
  resolveProfile,
} from "./profile/resolve-profile.ts";

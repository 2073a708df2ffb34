namespace ImageAnalytics.Engine.Tests.Workers;

internal enum ScriptedFate
{
    Fine,
    Deadly,
    Endless,
    Hungry,
    Silent,
    Grasping,
    Astray,
    Undecodable,
}

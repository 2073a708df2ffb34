namespace ImageAnalytics.Sdk;

/// <summary>What a plugin's assembly holds: one public class with a public constructor without parameters.</summary>
public interface IModelPlugin
{
    /// <summary>
    /// The record that describes the step's options: init-only properties with defaults, ranges from
    /// System.ComponentModel.DataAnnotations and texts from System.ComponentModel.DescriptionAttribute. The schema comes from it.
    /// </summary>
    Type OptionsType { get; }

    /// <summary>Opens an analyzer for one lane. Called once per lane, from one thread at a time.</summary>
    /// <param name="context">Models, options, threads, accelerator and log.</param>
    /// <returns>An analyzer; the host disposes it.</returns>
    /// <exception cref="PluginException">It cannot work with these models or options; names every problem.</exception>
    IAnalyzer Open(AnalyzerContext context);
}

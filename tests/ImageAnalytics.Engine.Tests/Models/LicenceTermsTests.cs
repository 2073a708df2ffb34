using ImageAnalytics.Engine.Models;

namespace ImageAnalytics.Engine.Tests.Models;

public sealed class LicenceTermsTests
{
    // The words that matter of the MIT licence: it allows to sell, and has "noninfringement" in capitals.
    private const string MitText = """
        MIT License. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
        files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
        publish, distribute, sublicense, and/or sell copies of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
        INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
        """;

    [Theory]
    [InlineData("CC-BY-NC-4.0")]
    [InlineData("CC-BY-NC-SA-3.0")]
    [InlineData("CC-BY-NC-ND-4.0")]
    [InlineData("cc-by-nc-2.5")]
    [InlineData("CC BY NC 4.0")]
    [InlineData("CC BY-NC-SA 4.0")]
    [InlineData("cc_by_nc_sa")]
    [InlineData("CC‑BY‑NC‑4.0")]
    [InlineData("Creative Commons Attribution-NonCommercial 4.0 International")]
    [InlineData("Creative Commons Attribution Non Commercial Share Alike")]
    [InlineData("PolyForm-Noncommercial-1.0.0")]
    [InlineData("NVIDIA Source Code License-NC")]
    [InlineData("LicenseRef-Acme-NC")]
    [InlineData("non-commercial")]
    [InlineData("Noncommercial use only")]
    [InlineData("NON–COMMERCIAL")]
    [InlineData("Free for non\u00A0commercial purposes")]
    [InlineData("not for commercial use")]
    [InlineData("No commercial use")]
    [InlineData("may not be used commercially")]
    [InlineData("must not be used for commercial purposes")]
    [InlineData("Commercial use is prohibited.")]
    [InlineData("commercial usage forbidden")]
    [InlineData("Free, but commercial use not permitted")]
    [InlineData("all uses excluding commercial ones")]
    [InlineData("Apache-2.0 for research; commercial use requires a licence from the authors")]
    [InlineData("research use only")]
    [InlineData("For Research Purposes Only")]
    [InlineData("research-only")]
    [InlineData("for research and educational use only")]
    [InlineData("only for research")]
    [InlineData("available solely for scientific research")]
    [InlineData("academic")]
    [InlineData("Academic use")]
    [InlineData("for academic and teaching purposes")]
    [InlineData("personal use only")]
    [InlineData("Microsoft Research License Agreement")]
    [InlineData("MIT AND CC-BY-NC-4.0")]
    [InlineData("CC-BY-NC-4.0 OR CC-BY-NC-SA-4.0")]
    [InlineData("(MIT OR Apache-2.0) AND CC-BY-NC-4.0")]
    [InlineData("MIT OR (CC-BY-NC-4.0")]
    public void ForbidsCommercialUse_ItDoes_IsSeen(string licence) => Assert.True(LicenceTerms.ForbidsCommercialUse(licence));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MIT")]
    [InlineData(MitText)]
    [InlineData("Apache-2.0")]
    [InlineData("BSD-3-Clause")]
    [InlineData("GPL-3.0-or-later WITH Classpath-exception-2.0")]
    [InlineData("CC-BY-4.0")]
    [InlineData("CC-BY-ND-4.0")]
    [InlineData("CC-BY-SA-4.0")]
    [InlineData("CC0-1.0")]
    [InlineData("NCSA")]
    [InlineData("University of Illinois/NCSA Open Source License")]
    [InlineData("AFL-3.0")]
    [InlineData("Academic Free License v3.0")]
    [InlineData("the Academic Free Licence")]
    [InlineData("MIT OR CC-BY-NC-4.0")]
    [InlineData("(CC-BY-NC-4.0 AND MIT) OR Apache-2.0")]
    [InlineData("YOLO licence: do whatever you want with it")]
    [InlineData("free for commercial and non-commercial use")]
    [InlineData("Any use, commercial or noncommercial, is allowed.")]
    [InlineData("Permitted both non-commercially and commercially")]
    [InlineData("Anyone may use it for any purpose, including commercial applications")]
    [InlineData("BSD, copyright Idiap Research Institute")]
    [InlineData("MIT; made at the research department of a university")]
    [InlineData("not limited to research use")]
    [InlineData("There is no non-commercial clause.")]
    [InlineData("Apache-2.0 (non-exclusive, no-charge, royalty-free)")]
    [InlineData("public domain")]
    public void ForbidsCommercialUse_ItOnlyLooksSo_IsNot(string? licence) => Assert.False(LicenceTerms.ForbidsCommercialUse(licence));

    [Fact]
    public void WarningFor_NamesModelAndLicenceAndTheNextStep()
    {
        Assert.Equal(
            "The licence of model 'gan', 'CC-BY-NC-4.0', forbids commercial use. Use its results for other purposes only, or choose another model.",
            LicenceTerms.WarningFor("gan", "CC-BY-NC-4.0"));
        Assert.Null(LicenceTerms.WarningFor("gan", "MIT"));
    }

    [Fact]
    public void WarningFor_LongLicence_IsOneShortLine()
    {
        string warning = LicenceTerms.WarningFor("gan", "For research\npurposes only.\n" + new string('x', 30_000))!;
        Assert.DoesNotContain('\n', warning);
        Assert.InRange(warning.Length, 100, 250);
    }
}

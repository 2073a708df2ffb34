using ImageAnalytics.Engine.Workers;

namespace ImageAnalytics.Engine.Tests.Workers;

public sealed class FrameStreamTests
{
    [Fact]
    public void TryRead_WhatWasWritten_ComesBackInOrder()
    {
        using MemoryStream pipe = new();
        FrameStream frames = new(pipe);
        frames.Write(FrameType.Warned, "first"u8);
        frames.Write(FrameType.Done, new byte[200_000]);
        pipe.Position = 0;
        Assert.True(frames.TryRead(out FrameType type, out ReadOnlyMemory<byte> payload));
        Assert.Equal((FrameType.Warned, "first"), (type, System.Text.Encoding.UTF8.GetString(payload.Span)));
        Assert.True(frames.TryRead(out type, out payload));
        Assert.Equal((FrameType.Done, 200_000), (type, payload.Length));
        Assert.False(frames.TryRead(out _, out _));
    }

    [Fact]
    public void TryRead_OtherSideDiesInTheMiddle_SaysEnd()
    {
        using MemoryStream pipe = new();
        new FrameStream(pipe).Write(FrameType.Warned, "cut off"u8);
        pipe.SetLength(pipe.Length - 3);
        pipe.Position = 0;
        Assert.False(new FrameStream(pipe).TryRead(out _, out _));
    }

    [Fact]
    public void TryRead_LengthThatNoFrameHas_IsRefused()
    {
        using MemoryStream pipe = new([0xFF, 0xFF, 0xFF, 0xFF, 16]);
        Assert.Throws<InvalidDataException>(() => new FrameStream(pipe).TryRead(out _, out _));
    }

    [Fact]
    public void TryRead_AnnouncedLengthThatDoesNotCome_TakesNoMemoryForIt()
    {
        using MemoryStream pipe = new([0, 0, 0, 0x3F, 16, 1, 2, 3]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(new FrameStream(pipe).TryRead(out _, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
